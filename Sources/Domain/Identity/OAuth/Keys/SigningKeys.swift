import Basics
import Storage
import Synchronization

/// The keys that sign access tokens: the newest signs, all that are not retired are believed.
///
/// They lie sealed in the database, so all servers on it have the same.
final class SigningKeys: Sendable {
    private let storage: any Storage
    private let seal: SealingKey
    /// The newest first.
    private let known = Mutex<[SigningKey]>([])

    init(storage: any Storage, seal: SealingKey) {
        self.storage = storage
        self.seal = seal
    }

    /// The key that signs; made where there is none yet.
    func current() async throws -> SigningKey {
        if let key = known.withLock({ $0.first }) { return key }
        if let key = try await load().first { return key }
        let made = try SigningKey.make()
        let sealed = try seal.seal(made.pem, for: made.name)
        // Of two servers that start at once both may make one; each believes the other's.
        try await storage.write { tx in
            let now = try tx.now()
            try tx.execute(
                "INSERT INTO oauth_signing_key (name, sealed, created_at) VALUES (\(made.name), \(sealed), \(now))")
        }
        return try await load().first ?? made
    }

    /// The key of this name; nil where it is none of ours, or retired.
    func find(_ name: String) async throws -> SigningKey? {
        if let key = known.withLock({ $0.first { $0.name == name } }) { return key }
        // Names are 16 hex digits; what cannot be one is not looked for.
        guard name.utf8.count == 16 else { return nil }
        return try await load().first { $0.name == name }
    }

    /// The public halves, as clients fetch them (RFC 7517, 5).
    func published() async throws -> JSON {
        _ = try await current()
        return ["keys": .array(try await load().map { try $0.jwk() })]
    }

    private func load() async throws -> [SigningKey] {
        let rows = try await storage.read { tx in
            try tx.fetch(
                "SELECT name, sealed FROM oauth_signing_key WHERE retired_at IS NULL ORDER BY id DESC LIMIT 10")
        }
        let keys = try rows.map { row in
            let name = try row.text("name")
            return try SigningKey(name: name, pem: try seal.open(row.blob("sealed"), for: name))
        }
        known.withLock { $0 = keys }
        return keys
    }
}
