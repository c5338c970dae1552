public import Basics
import Foundation
public import Storage
import StoragePostgres
import StorageSQLite

/// The database under the tests of the engines that need one: SQLite in memory, or PostgreSQL where
/// `GATEHOUSE_TEST_DATABASE` is set to `postgres`.
public enum TestDatabase {
    public static let isPostgres = ProcessInfo.processInfo.environment["GATEHOUSE_TEST_DATABASE"] == "postgres"

    /// An empty database whose transactions have this clock.
    public static func make(clock: WallClock = .system) async throws -> any Storage {
        guard isPostgres else { return try SQLiteStorage.inMemory(clock: clock) }
        let url = try await PostgresServer.makeSchema().url
        return ClockedStorage(try PostgresStorage(url: url, connections: 4), clock: clock)
    }
}
