import Storage
import StoragePostgres
import StorageSQLite

extension Settings {
    /// The database that the settings name. SQLite's is opened; PostgreSQL's is connected when it is first asked.
    func openDatabase() throws -> any Storage {
        switch database {
        case .sqlite(let path):
            try SQLiteStorage(path: path)
        case .postgres(let url):
            try PostgresStorage(
                url: url, connections: databaseConnections, waiting: databaseWaiting, statementTimeout: databaseTimeout,
                listens: databaseListens)
        }
    }
}
