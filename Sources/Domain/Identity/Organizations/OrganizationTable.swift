import Basics
import Storage

enum OrganizationTable {
    /// Nil where there is one of this name.
    static func insert(
        name: String, parent: ID<Organization>?, at now: Instant, in tx: any Transaction
    ) throws -> Organization? {
        try tx.first(
            """
            INSERT INTO organization (name, parent_id, created_at) VALUES (\(name), \(parent), \(now))
            ON CONFLICT (name) DO NOTHING RETURNING *
            """
        ).map(organization)
    }

    static func named(_ name: String, in tx: any Transaction) throws -> Organization? {
        try tx.first("SELECT * FROM organization WHERE name = \(name)").map(organization)
    }

    /// The organizations above this one, the nearest first.
    static func above(_ id: ID<Organization>, in tx: any Transaction) throws -> [ID<Organization>] {
        try tx.fetch(
            """
            WITH RECURSIVE above (id, height) AS (
                SELECT parent_id, 1 FROM organization WHERE id = \(id)
                UNION ALL
                SELECT organization.parent_id, height + 1 FROM above JOIN organization ON organization.id = above.id
                WHERE height <= \(Organizations.deepest)
            ) SELECT id FROM above WHERE id IS NOT NULL ORDER BY height
            """
        ).map { try $0.id("id") }
    }

    static func isInForce(_ id: ID<Organization>, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT id FROM organization WHERE id = \(id) AND revoked_at IS NULL") != nil
    }

    static func inForce(_ id: ID<Organization>, in tx: any Transaction) throws -> Organization? {
        try tx.first("SELECT * FROM organization WHERE id = \(id) AND revoked_at IS NULL").map(organization)
    }

    static func newest(_ count: Int, in tx: any Transaction) throws -> [Organization] {
        try tx.fetch("SELECT * FROM organization ORDER BY id DESC LIMIT \(count)").map(organization)
    }

    static func revoke(_ id: ID<Organization>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute("UPDATE organization SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }

    private static func organization(from row: Row) throws -> Organization {
        Organization(
            id: try row.id("id"), name: try row.text("name"),
            parent: try row.optional("parent_id") { try row.id($0) }, createdAt: try row.instant("created_at"),
            revokedAt: try row.optional("revoked_at", row.instant))
    }
}
