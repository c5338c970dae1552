/// What a database refused, in terms that both databases share.
public enum StorageError: Error, Sendable {
    /// A constraint of the schema was violated.
    ///
    /// `name` is the name of a CHECK; `table.column` for a column that must be present or unique, those of several
    /// columns separated by `, `; the index's name where it is unique over expressions. Foreign keys may have none.
    case constraint(Constraint, name: String)
    /// Another connection held the lock for longer than we wait, or a transaction lost against another.
    case busy(String)
    /// The disk or a quota is full; nothing was written.
    case full(String)
    /// The database cannot be reached or opened.
    case unavailable(String)
    /// The schema was made by a newer Gatehouse than this one.
    case newerSchema(unknown: [String])
    /// The text of a migration is not the one that was applied to this database.
    case changedMigration(id: String)
    /// A result does not have the shape that the code expects.
    case decoding(String)
    /// Anything else that the database said, with its own code.
    case database(code: String, message: String)

    public enum Constraint: Sendable, Equatable {
        case unique, foreignKey, check, notNull
    }

    /// Whether it is a violated UNIQUE constraint.
    public var isUniqueViolation: Bool {
        if case .constraint(.unique, _) = self { true } else { false }
    }
}
