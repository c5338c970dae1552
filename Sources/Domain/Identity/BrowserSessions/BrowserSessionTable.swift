import Basics
import Storage

enum BrowserSessionTable {
    static func insert(
        _ digest: Digest, of user: ID<User>, at now: Instant, expiresAt: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO browser_session (digest, user_id, created_at, expires_at)
            VALUES (\(digest), \(user), \(now), \(expiresAt))
            """)
    }

    static func find(_ digest: Digest, at now: Instant, in tx: any Transaction) throws -> BrowserSession? {
        try tx.first(
            """
            SELECT browser_session.*, user_account.login, user_account.name
            FROM browser_session JOIN user_account ON user_account.id = browser_session.user_id
            WHERE browser_session.digest = \(digest) AND browser_session.expires_at > \(now)
                AND user_account.revoked_at IS NULL
            """
        ).map { row in
            let startedAt = try row.instant("created_at")
            return BrowserSession(
                user: try row.id("user_id"), login: Login(normalized: try row.text("login")),
                name: try row.optional("name", row.text), startedAt: startedAt, age: now - startedAt,
                expiresAt: try row.instant("expires_at"))
        }
    }

    static func delete(_ digest: Digest, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM browser_session WHERE digest = \(digest)")
    }

    /// Signs a user out everywhere.
    static func delete(of user: ID<User>, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM browser_session WHERE user_id = \(user)")
    }

    /// Removes sessions that ended before then, at most so many.
    static func delete(endedBefore then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM browser_session WHERE digest IN (
                SELECT digest FROM browser_session WHERE expires_at < \(then) ORDER BY expires_at LIMIT \(most))
            """)
    }
}
