extension StorageError: CustomStringConvertible {
    /// What happened and what to do next; never a bound value.
    public var description: String {
        switch self {
        case .constraint(let kind, let name):
            "the database refused a row: \(kind.words) \(name.isEmpty ? "of the schema" : name) is violated"
        case .busy(let detail):
            "the database is locked by somebody else (\(detail)); try again"
        case .full(let detail):
            "no room left for the database (\(detail)); free space on its disk and try again"
        case .unavailable(let detail):
            "the database cannot be opened (\(detail)); check its path, rights and address"
        case .newerSchema(let unknown):
            """
            the schema was made by a newer version, which knows \(unknown.joined(separator: ", ")); \
            install that version or restore a backup of before
            """
        case .changedMigration(let id):
            """
            migration \(id) was applied with another text than this program holds; install the version that made this \
            schema, or one that follows it
            """
        case .decoding(let detail):
            "a result has another shape than expected: \(detail)"
        case .database(let code, let message):
            "the database answered \(code): \(message)"
        }
    }
}

extension StorageError.Constraint {
    fileprivate var words: String {
        switch self {
        case .unique: "uniqueness of"
        case .foreignKey: "foreign key"
        case .check: "check"
        case .notNull: "presence of"
        }
    }
}
