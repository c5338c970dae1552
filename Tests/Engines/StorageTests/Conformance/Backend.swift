import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import TestDatabases
import Testing

/// A database on which every claim of the conformance suite is made.
///
/// PostgreSQL is one of them where `GATEHOUSE_POSTGRES` has a URL (`bin/postgres start`), and has to be where `CI` is set.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory = "SQLite in memory"
    case disk = "SQLite on disk"
    case postgres = "PostgreSQL"

    static var allCases: [Backend] { PostgresServer.isExpected ? [.memory, .disk, .postgres] : [.memory, .disk] }

    var testDescription: String { rawValue }

    /// Runs the body on an empty database and takes it away afterwards.
    func with(_ body: (any Storage) async throws -> Void) async throws {
        switch self {
        case .memory:
            let storage = try SQLiteStorage.inMemory()
            try await body(storage)
            try await storage.close()
        case .disk:
            try await withFolder { folder in
                let storage = try SQLiteStorage(path: folder + "/test.db")
                try await body(storage)
                try await storage.close()
            }
        case .postgres:
            try await PostgresServer.withSchema { url in
                let storage = try PostgresStorage(url: url, connections: 4)
                try await body(storage)
                try await storage.close()
            }
        }
    }
}

/// Gives a folder of its own, which is removed afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("storage-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// A small schema with every kind of constraint.
func makePanels(in storage: any Storage) async throws {
    let dialect = storage.dialect
    try await storage.write { tx in
        try tx.executeScript(
            dialect.spell(
                """
                CREATE TABLE site (id {identity}, name TEXT NOT NULL);
                CREATE TABLE panel (
                    id {identity},
                    title TEXT NOT NULL UNIQUE,
                    floor BIGINT,
                    site_id BIGINT REFERENCES site (id),
                    weight DOUBLE PRECISION,
                    photo BYTEA,
                    active BOOLEAN NOT NULL DEFAULT TRUE,
                    CONSTRAINT panel_floor CHECK (floor < 1000)
                );
                """))
    }
}

/// The error that the work fails with; nil where it does not fail.
func storageError<Value>(_ work: () async throws -> Value) async -> StorageError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? StorageError
    }
}
