public import Basics

extension StorageError: FailureConvertible {
    public var failure: Failure {
        switch self {
        case .full:
            Failure(
                .insufficientStorage, code: "storage.full",
                "The server's disk is full. Nothing was changed; try again when there is room.", cause: self)
        case .busy, .unavailable:
            Failure(
                .unavailable, code: "storage.unavailable",
                "The database is busy. Nothing was changed; try again shortly.",
                cause: self)
        case .newerSchema(let unknown):
            Failure(
                .unavailable, code: "storage.newer-schema",
                "A newer Gatehouse made this database (\(unknown.joined(separator: ", "))). Start that version instead."
            )
        case .changedMigration(let id):
            Failure(
                .unavailable, code: "storage.changed-migration",
                "The step \(id) of the database's schema was applied with another text. Start the version that made it."
            )
        // SQLSTATE 22021, a character that is not in the repertoire: a caller sent it, and nothing can be called so.
        case .database(code: "22021", _):
            Failure(
                .invalid, code: "text.character",
                "A text holds the character U+0000, which cannot be kept. Leave it out.",
                cause: self)
        case .constraint, .decoding, .database:
            Failure(.internal, code: "storage.error", "Something went wrong on our side. Try again.", cause: self)
        }
    }
}
