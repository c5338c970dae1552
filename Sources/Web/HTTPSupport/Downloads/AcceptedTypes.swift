import Basics
public import FileKinds

/// The media types that a client takes (`Accept`, RFC 9110, 12.5.1).
public struct AcceptedTypes: Sendable {
    private let ranges: [(type: String, subtype: String, isTaken: Bool)]

    /// - Parameter text: the header; nil: there is none, and everything is taken.
    public init(_ text: String?) {
        ranges = (text ?? "*/*").split(separator: ",").prefix(100).compactMap { range in
            let parts = range.split(separator: ";").map { $0.trimmed.lowercased() }
            let names = parts.first?.split(separator: "/", omittingEmptySubsequences: false) ?? []
            guard names.count == 2 else { return nil }
            let isNothing = parts.dropFirst().contains { part in
                part.hasPrefix("q=") && (Double(part.dropFirst(2)) ?? 1) <= 0
            }
            return (String(names[0]), String(names[1]), !isNothing)
        }
    }

    /// Whether it is taken by its name or within a range; the most exact of those decides.
    public func take(_ mediaType: String) -> Bool {
        guard let names = AcceptedTypes.names(mediaType) else { return false }
        for wanted in [names, (names.0, "*"), ("*", "*")] {
            if let range = ranges.first(where: { $0.type == wanted.0 && $0.subtype == wanted.1 }) {
                return range.isTaken
            }
        }
        return false
    }

    /// Whether it is taken by its own name.
    public func name(_ mediaType: String) -> Bool {
        guard let names = AcceptedTypes.names(mediaType) else { return false }
        return ranges.contains { $0.type == names.0 && $0.subtype == names.1 && $0.isTaken }
    }

    /// Whether an image goes out as a JPEG, because its own kind is one that few browsers show and this one does not take.
    public func takeJPEG(insteadOf kind: FileKind) -> Bool {
        (kind == .heic || kind == .tiff) && !take(kind.mediaType) && take(FileKind.jpg.mediaType)
    }

    /// Whether nothing is preferred over anything else.
    public var isEverything: Bool { ranges.allSatisfy { $0.type == "*" && $0.subtype == "*" && $0.isTaken } }

    private static func names(_ mediaType: String) -> (String, String)? {
        let names = mediaType.lowercased().split(separator: "/")
        return names.count == 2 ? (String(names[0]), String(names[1])) : nil
    }
}
