import Foundation
import Storage
import StoragePostgres

/// The server that `GATEHOUSE_POSTGRES` names; its user may create schemas there.
public enum PostgresServer {
    private static let url = ProcessInfo.processInfo.environment["GATEHOUSE_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }

    public static var isExpected: Bool { url != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    struct Missing: Error, CustomStringConvertible {
        let description = "set GATEHOUSE_POSTGRES to what `bin/postgres start` prints"
    }

    /// Gives the URL of an empty schema of its own, which is removed afterwards.
    public static func withSchema(_ body: (String) async throws -> Void) async throws {
        let (name, url) = try await makeSchema()
        do {
            try await body(url)
        } catch {
            try await drop(name)
            throw error
        }
        try await drop(name)
    }

    /// An empty schema, which goes with the server.
    static func makeSchema() async throws -> (name: String, url: String) {
        guard let url else { throw Missing() }
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
        try await run("CREATE SCHEMA \(name)")
        return (name, "\(url)\(url.contains("?") ? "&" : "?")options=-csearch_path%3D\(name)")
    }

    private static func drop(_ name: String) async throws {
        try await run("DROP SCHEMA \(name) CASCADE")
    }

    private static func run(_ statement: String) async throws {
        let server = try PostgresStorage(url: url ?? "", connections: 1)
        try await server.write { tx in try tx.executeScript(statement) }
        try await server.close()
    }
}
