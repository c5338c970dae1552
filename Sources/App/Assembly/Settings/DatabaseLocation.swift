import Basics

/// Which database keeps everything.
public enum DatabaseLocation: Sendable, Equatable, CustomStringConvertible {
    case sqlite(path: String)
    /// A connection string of libpq, which may hold a password.
    case postgres(url: String)

    /// - Parameter data: the folder of the database where the text is empty.
    public init(_ text: String, data: String) throws {
        if text.isEmpty {
            self = .sqlite(path: data + "/gatehouse.sqlite")
        } else if text.hasPrefix("sqlite:"), text.utf8.count > 7 {
            self = .sqlite(path: String(text.dropFirst(7)))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(url: text)
        } else {
            throw Settings.wrong("database", "sqlite:PATH or postgresql://USER:PASSWORD@HOST/DATABASE")
        }
    }

    /// Without user and password, for people.
    public var description: String {
        switch self {
        case .sqlite(let path):
            return "sqlite:\(path)"
        case .postgres(let url):
            let place = url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "?" }
            return "postgresql://" + (place.lastIndex(of: "@").map { place[$0...].dropFirst() } ?? place)
        }
    }
}
