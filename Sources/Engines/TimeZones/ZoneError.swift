/// Why there are no rules for a time zone.
public enum ZoneError: Error, Equatable, Sendable {
    /// The name is not one of the database's.
    case unknown(name: String)
    /// There is no database of time zones in this folder.
    case noDatabase(folder: String)
    /// The zone's file is not as RFC 9636 wants it: what was expected, and at which byte.
    case damaged(name: String, expected: String, byte: Int)
}

extension ZoneError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknown(let name): "there is no time zone \(name); give a name of the IANA database, as Europe/Berlin"
        case .noDatabase(let folder): "there are no time zones in \(folder); install the package tzdata"
        case .damaged(let name, let expected, let byte):
            "the file of the time zone \(name) is damaged: \(expected) expected at byte \(byte); install tzdata again"
        }
    }
}
