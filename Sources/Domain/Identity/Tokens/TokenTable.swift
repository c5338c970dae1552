import Basics
import Storage

enum TokenTable {
    static func insert(
        user: ID<User>, organization: ID<Organization>, digest: Digest, label: String, permissions: Set<Permission>,
        at now: Instant, expiresAt: Instant?, in tx: any Transaction
    ) throws -> Token {
        let words = permissions.map(\.rawValue).sorted().joined(separator: " ")
        let rows = try tx.fetch(
            """
            INSERT INTO token (organization_id, user_id, digest, label, permissions, created_at, expires_at)
            VALUES (\(organization), \(user), \(digest), \(label), \(words), \(now), \(expiresAt)) RETURNING *
            """)
        return try token(from: rows[0])
    }

    /// The token with this digest, unless it, its user or its organization is expired or withdrawn.
    static func inForce(_ digest: Digest, at now: Instant, in tx: any Transaction) throws -> Token? {
        try tx.first("SELECT token.* \(inForce(at: now)) AND token.digest = \(digest)").map(token)
    }

    static func isInForce(_ id: ID<Token>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT token.id \(inForce(at: now)) AND token.id = \(id)") != nil
    }

    private static func inForce(at now: Instant) -> SQL {
        """
        FROM token
        JOIN user_account ON user_account.id = token.user_id
        JOIN organization ON organization.id = token.organization_id
        WHERE token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > \(now))
            AND user_account.revoked_at IS NULL AND organization.revoked_at IS NULL
        """
    }

    static func newest(_ count: Int, of organization: ID<Organization>, in tx: any Transaction) throws -> [Token] {
        try tx.fetch("SELECT * FROM token WHERE organization_id = \(organization) ORDER BY id DESC LIMIT \(count)")
            .map(token)
    }

    static func revoke(_ id: ID<Token>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute("UPDATE token SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }

    private static func token(from row: Row) throws -> Token {
        Token(
            id: try row.id("id"), organization: try row.id("organization_id"), user: try row.id("user_id"),
            label: try row.text("label"),
            permissions: Set(
                try row.text("permissions").split(separator: " ").compactMap { Permission(rawValue: String($0)) }),
            createdAt: try row.instant("created_at"), expiresAt: try row.optional("expires_at", row.instant),
            revokedAt: try row.optional("revoked_at", row.instant))
    }
}
