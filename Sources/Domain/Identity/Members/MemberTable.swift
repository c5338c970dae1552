package import Basics
package import Storage

package enum MemberTable {
    /// - Parameter member: nil: as they were, where they are a member already.
    static func add(
        _ user: ID<User>, to organization: ID<Organization>, as member: Member?, at now: Instant,
        in tx: any Transaction
    ) throws {
        let values = member ?? Member()
        let rights = values.rights.map(\.rawValue).sorted().joined(separator: " ")
        let conflict: SQL =
            member == nil
            ? "DO NOTHING"
            : """
            DO UPDATE SET level = excluded.level, department = excluded.department,
                is_head_department = excluded.is_head_department, rights = excluded.rights
            """
        try tx.execute(
            """
            INSERT INTO membership
                (organization_id, user_id, level, department, is_head_department, rights, created_at)
            VALUES (\(organization), \(user), \(values.level.rawValue), \(values.department),
                \(values.isInHeadDepartment), \(rights), \(now))
            ON CONFLICT (organization_id, user_id) \(conflict)
            """)
    }

    package static func find(
        _ user: ID<User>, in organization: ID<Organization>, _ tx: any Transaction
    ) throws -> Member? {
        try tx.first("SELECT * FROM membership WHERE organization_id = \(organization) AND user_id = \(user)")
            .map(member)
    }

    /// The organization in which a user has been longest, of those in force.
    static func first(of user: ID<User>, in tx: any Transaction) throws -> ID<Organization>? {
        try tx.first(
            """
            SELECT organization.id FROM membership JOIN organization ON organization.id = membership.organization_id
            WHERE membership.user_id = \(user) AND organization.revoked_at IS NULL
            ORDER BY membership.created_at, organization.id LIMIT 1
            """
        ).map { try $0.id("id") }
    }

    static func member(from row: Row) throws -> Member {
        Member(
            level: Level(rawValue: try row.text("level")) ?? .personal,
            department: try row.optional("department", row.text),
            isInHeadDepartment: try row.boolean("is_head_department"),
            rights: Set(try row.text("rights").split(separator: " ").compactMap { Right(rawValue: String($0)) }))
    }
}
