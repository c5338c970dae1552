import Basics
import Storage

enum OAuthGrantTable {
    static func insert(
        client: ID<OAuthClient>, user: ID<User>, scopes: [String], at now: Instant, in tx: any Transaction
    ) throws -> OAuthGrant {
        let id = try tx.integer(
            """
            INSERT INTO oauth_grant (client_id, user_id, scopes, created_at, used_at)
            VALUES (\(client), \(user), \(scopes.joined(separator: " ")), \(now), \(now)) RETURNING id
            """)
        return OAuthGrant(id: ID(id), client: client, user: user, scopes: scopes)
    }

    /// As long as neither it nor its user was withdrawn.
    static func find(_ id: ID<OAuthGrant>, in tx: any Transaction) throws -> OAuthGrant? {
        try tx.first(
            """
            SELECT oauth_grant.* FROM oauth_grant JOIN user_account ON user_account.id = oauth_grant.user_id
            WHERE oauth_grant.id = \(id) AND oauth_grant.revoked_at IS NULL AND user_account.revoked_at IS NULL
            """
        ).map { row in
            OAuthGrant(
                id: id, client: try row.id("client_id"), user: try row.id("user_id"),
                scopes: try row.text("scopes").split(separator: " ").map { String($0) })
        }
    }

    /// Ends the whole family, refresh and access tokens alike.
    static func revoke(_ id: ID<OAuthGrant>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute("UPDATE oauth_grant SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL")
    }

    /// Whether an access token still opens what it opened.
    static func isInForce(_ token: AccessToken, in tx: any Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT oauth_grant.id FROM oauth_grant JOIN user_account ON user_account.id = oauth_grant.user_id
            JOIN oauth_client ON oauth_client.id = oauth_grant.client_id AND oauth_client.revoked_at IS NULL
            WHERE oauth_grant.id = \(token.grant) AND oauth_grant.user_id = \(token.user)
                AND oauth_grant.revoked_at IS NULL AND user_account.revoked_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM oauth_revoked_token WHERE token = \(token.id))
            """) != nil
    }
}
