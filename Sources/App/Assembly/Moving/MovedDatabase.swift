import Basics
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// One side of a copy, opened only where nobody else works on it.
enum MovedDatabase {
    /// How long to wait for a process that was just killed to be gone.
    private static let patience = Duration.seconds(5)

    static func open(_ location: DatabaseLocation, as side: Side) async throws -> any Storage {
        switch location {
        case .sqlite(let path):
            try prepare(path, side)
            try await waitUntilQuiet(location, side) { SQLiteFile.isOpen(path) }
            return try SQLiteStorage(path: path)
        case .postgres(let url):
            // One connection, so that every other one is somebody else's. An hour is for emptying a large table.
            let storage = try PostgresStorage(url: url, connections: 1, statementTimeout: .seconds(3600))
            try await waitUntilQuiet(location, side) {
                try await storage.read { tx in
                    try tx.dialect.countOtherSessions.map { try tx.integer($0) > 0 } ?? false
                }
            }
            return storage
        }
    }

    enum Side: String {
        case source, destination
    }

    private static func prepare(_ path: String, _ side: Side) throws {
        let manager = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try DataFolder.refuseUnusable(folder)
        if manager.fileExists(atPath: path) { return }
        guard side == .destination else {
            throw Failure(.notFound, code: "copy.no-source", "There is no database at \(path). Name the one to copy.")
        }
        do {
            try manager.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                .unavailable, code: "copy.folder", "The folder \(folder) cannot be made. Mend its rights.",
                cause: error)
        }
    }

    private static func waitUntilQuiet(
        _ location: DatabaseLocation, _ side: Side, isBusy: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + patience
        while try await isBusy() {
            guard ContinuousClock.now < end else {
                throw Failure(
                    .conflict, code: "copy.in-use",
                    "Gatehouse is at work on the \(side.rawValue) \(location). Stop every `serve` and `work` on it, then copy."
                )
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
