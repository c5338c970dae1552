package import Basics
package import Storage

extension Principal {
    /// Somebody who left something to be done for them without their token, as they stand now: nil where they, their
    /// organization or the token was withdrawn. A token that has merely expired does no harm.
    package static func absent(
        token: ID<Token>, user: ID<User>, organization: ID<Organization>, permissions: Set<Permission>,
        in tx: any Transaction
    ) throws -> Principal? {
        try tx.first(
            """
            SELECT membership.level, membership.department, membership.is_head_department, membership.rights
            FROM membership
            JOIN user_account ON user_account.id = membership.user_id
            JOIN organization ON organization.id = membership.organization_id
            WHERE membership.organization_id = \(organization) AND membership.user_id = \(user)
                AND user_account.revoked_at IS NULL AND organization.revoked_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM token WHERE token.id = \(token) AND token.revoked_at IS NOT NULL)
            """
        ).map { row in
            Principal(
                token: token, user: user, organization: organization, permissions: permissions,
                member: try MemberTable.member(from: row))
        }
    }
}
