import Basics
import Storage

enum RefreshTokenTable {
    static func insert(_ token: Secret, of grant: ID<OAuthGrant>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            INSERT INTO oauth_refresh_token (digest, grant_id, created_at) VALUES (\(token.digest), \(grant), \(now))
            """)
    }

    /// Uses a token up. Of all that ask with it at once, on whatever server, one is the first.
    static func use(_ digest: Digest, at now: Instant, in tx: any Transaction) throws -> Use? {
        let first = try tx.first(
            """
            UPDATE oauth_refresh_token SET used_at = \(now) WHERE digest = \(digest) AND used_at IS NULL
            RETURNING grant_id
            """)
        if let first { return .first(try first.id("grant_id")) }
        return try tx.first("SELECT grant_id FROM oauth_refresh_token WHERE digest = \(digest)")
            .map { .again(try $0.id("grant_id")) }
    }

    enum Use {
        case first(ID<OAuthGrant>)
        /// It was used before: somebody has a copy.
        case again(ID<OAuthGrant>)
    }

    static func grant(of digest: Digest, in tx: any Transaction) throws -> (grant: ID<OAuthGrant>, isUnused: Bool)? {
        try tx.first("SELECT grant_id, used_at FROM oauth_refresh_token WHERE digest = \(digest)").map { row in
            (try row.id("grant_id"), try row.optional("used_at", row.instant) == nil)
        }
    }
}
