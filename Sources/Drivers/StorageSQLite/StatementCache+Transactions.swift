import GRDBSQLite
import Storage

extension StatementCache {
    var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

    /// Runs a statement without values that begins, ends or divides a transaction; the cancellation of a task does not
    /// stop it.
    func run(_ text: String) throws {
        let statement = try statement(text)
        for attempt in 1... {
            do {
                _ = try statement.execute([])
                return
            } catch is CancellationError where attempt < 10 {
                continue
            }
        }
    }

    /// Throws where a deferred foreign key points at nothing, as the commit would (`SQLITE_DBSTATUS_DEFERRED_FKS`).
    func checkForeignKeys() throws {
        var open: Int32 = 0
        var highest: Int32 = 0
        let code = sqlite3_db_status(connection, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0)
        guard code == SQLITE_OK, open == 0 else { throw StorageError.constraint(.foreignKey, name: "") }
    }
}
