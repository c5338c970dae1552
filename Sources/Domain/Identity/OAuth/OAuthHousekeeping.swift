public import Basics
public import Storage

/// Removes codes, tokens and sessions that nothing can come of any more.
///
/// What was used stays for a while, for its second use tells that somebody has a copy.
public struct OAuthHousekeeping: Sendable {
    private let storage: any Storage
    private static let batch = 1000

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Every batch in a transaction of its own.
    public func tidy() async throws {
        try await remove(after: .seconds(0)) { then, tx in
            try BrowserSessionTable.delete(endedBefore: then, most: Self.batch, in: tx)
        }
        try await remove(after: .seconds(0)) { then, tx in
            try Self.delete("oauth_revoked_token", "token", where: "expires_at", before: then, in: tx)
        }
        // A code is good for a minute; a second use of it within a day ends what came of it.
        try await remove(after: .seconds(86_400)) { then, tx in
            try Self.delete("oauth_code", "digest", where: "expires_at", before: then, in: tx)
        }
        try await remove(after: .seconds(90 * 86_400)) { then, tx in
            try Self.delete("oauth_refresh_token", "digest", where: "used_at", before: then, in: tx)
        }
        try await remove(after: .seconds(90 * 86_400)) { then, tx in try Self.deleteGrants(before: then, in: tx) }
    }

    private func remove(
        after pause: Duration, _ delete: @escaping @Sendable (Instant, any Transaction) throws -> Int
    ) async throws {
        while try await storage.write({ tx in try delete(try tx.now() - pause, tx) }) == Self.batch {}
    }

    private static func delete(
        _ table: StaticString, _ key: StaticString, where time: StaticString, before then: Instant,
        in tx: any Transaction
    ) throws -> Int {
        try tx.execute(
            """
            DELETE FROM \(raw: table) WHERE \(raw: key) IN (
                SELECT \(raw: key) FROM \(raw: table) WHERE \(raw: time) < \(then) ORDER BY \(raw: time) LIMIT \(batch))
            """)
    }

    /// Grants that were withdrawn, with the refresh tokens that came of them. Codes are gone before.
    private static func deleteGrants(before then: Instant, in tx: any Transaction) throws -> Int {
        let ids = try tx.fetch(
            "SELECT id FROM oauth_grant WHERE revoked_at < \(then) ORDER BY revoked_at LIMIT \(batch)")
        for row in ids {
            let grant: ID<OAuthGrant> = try row.id("id")
            try tx.execute("DELETE FROM oauth_refresh_token WHERE grant_id = \(grant)")
            try tx.execute("DELETE FROM oauth_code WHERE grant_id = \(grant)")
            try tx.execute("DELETE FROM oauth_grant WHERE id = \(grant)")
        }
        return ids.count
    }
}
