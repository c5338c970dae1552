import Foundation
import Storage
import StoragePostgres
import Testing

/// The server that `GATEHOUSE_POSTGRES` names; its user may create schemas there.
enum PostgresServer {
    private static let url = ProcessInfo.processInfo.environment["GATEHOUSE_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }

    static var isExpected: Bool { url != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    struct Missing: Error, CustomStringConvertible {
        let description = "set GATEHOUSE_POSTGRES to what `bin/postgres start` prints"
    }

    /// Gives the URL of an empty schema of its own, which is removed afterwards.
    static func withSchema(_ body: (String) async throws -> Void) async throws {
        guard let url else { throw Missing() }
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
        let server = try PostgresStorage(url: url, connections: 1)
        try await server.write { tx in try tx.executeScript("CREATE SCHEMA \(name)") }
        do {
            try await body("\(url)\(url.contains("?") ? "&" : "?")options=-csearch_path%3D\(name)")
        } catch {
            try await drop(name, on: server)
            throw error
        }
        try await drop(name, on: server)
    }

    private static func drop(_ name: String, on server: PostgresStorage) async throws {
        try await server.write { tx in try tx.executeScript("DROP SCHEMA \(name) CASCADE") }
        try await server.close()
    }
}
