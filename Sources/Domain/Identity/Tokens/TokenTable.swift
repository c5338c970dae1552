import Basics
import Storage

enum TokenTable {
    static func insert(
        user: ID<User>, organization: ID<Organization>, digest: Digest, label: String, permissions: Set<Permission>,
        at now: Instant, expiresAt: Instant?, isSession: Bool = false, in tx: any Transaction
    ) throws -> Token {
        let words = permissions.map(\.rawValue).sorted().joined(separator: " ")
        let rows = try tx.fetch(
            """
            INSERT INTO token (organization_id, user_id, digest, label, permissions, created_at, expires_at,
                is_session)
            VALUES (\(organization), \(user), \(digest), \(label), \(words), \(now), \(expiresAt), \(isSession))
            RETURNING *
            """)
        return try token(from: rows[0])
    }

    /// Who acts through the token with this digest, unless it, its user or its organization is expired or withdrawn.
    static func principal(_ digest: Digest, at now: Instant, in tx: any Transaction) throws -> Principal? {
        try tx.first(
            """
            SELECT token.*, membership.level, membership.department, membership.is_head_department, membership.rights
            \(inForce(at: now)) AND token.digest = \(digest)
            """
        ).map { row in
            let token = try token(from: row)
            return Principal(
                token: token.id, user: token.user, organization: token.organization, permissions: token.permissions,
                member: try MemberTable.member(from: row))
        }
    }

    static func isInForce(_ id: ID<Token>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT token.id \(inForce(at: now)) AND token.id = \(id)") != nil
    }

    private static func inForce(at now: Instant) -> SQL {
        """
        FROM token
        JOIN user_account ON user_account.id = token.user_id
        JOIN organization ON organization.id = token.organization_id
        JOIN membership ON membership.organization_id = token.organization_id AND membership.user_id = token.user_id
        WHERE token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > \(now))
            AND user_account.revoked_at IS NULL AND organization.revoked_at IS NULL
        """
    }

    static func newest(_ count: Int, of organization: ID<Organization>, in tx: any Transaction) throws -> [Token] {
        try tx.fetch("SELECT * FROM token WHERE organization_id = \(organization) ORDER BY id DESC LIMIT \(count)")
            .map(token)
    }

    /// Removes sessions that ended before then, at most so many.
    static func deleteSessions(endedBefore then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM token WHERE id IN (
                SELECT id FROM token WHERE is_session AND expires_at < \(then) ORDER BY expires_at LIMIT \(most))
            """)
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
