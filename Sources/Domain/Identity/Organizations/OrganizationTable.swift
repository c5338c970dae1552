import Basics
import Storage

enum OrganizationTable {
    /// Nil where there is one of this name.
    static func insert(name: String, at now: Instant, in tx: any Transaction) throws -> Organization? {
        try tx.first(
            """
            INSERT INTO organization (name, created_at) VALUES (\(name), \(now)) ON CONFLICT (name) DO NOTHING
            RETURNING *
            """
        ).map(organization)
    }

    static func named(_ name: String, in tx: any Transaction) throws -> Organization? {
        try tx.first("SELECT * FROM organization WHERE name = \(name)").map(organization)
    }

    static func newest(_ count: Int, in tx: any Transaction) throws -> [Organization] {
        try tx.fetch("SELECT * FROM organization ORDER BY id DESC LIMIT \(count)").map(organization)
    }

    static func revoke(_ id: ID<Organization>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute("UPDATE organization SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }

    private static func organization(from row: Row) throws -> Organization {
        Organization(
            id: try row.id("id"), name: try row.text("name"), createdAt: try row.instant("created_at"),
            revokedAt: try row.optional("revoked_at", row.instant))
    }
}
