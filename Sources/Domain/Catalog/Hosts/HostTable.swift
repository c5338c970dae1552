package import Basics
import Identity
package import Storage

package enum HostTable {
    package static func find(_ id: ID<Host>, in tx: any Transaction) throws -> Host? {
        try tx.first("SELECT * FROM host WHERE id = \(id)").map(host)
    }

    static func find(_ id: ID<Host>, where seen: SQL, in tx: any Transaction) throws -> Host? {
        try tx.first("SELECT * FROM host WHERE id = \(id) AND \(seen)").map(host)
    }

    static func page(where condition: SQL, _ request: PageRequest, in tx: any Transaction) throws -> Page<Host> {
        try tx.page("host.*", "FROM host WHERE \(condition)", order: "host.id", request).map(host)
    }

    /// Nil where the organization has one of this code.
    static func insert(
        _ labels: CatalogLabels, currency: String, organization: ID<Organization>, at now: Instant,
        in tx: any Transaction
    ) throws -> Host? {
        try tx.first(
            """
            INSERT INTO host (organization_id, name, code, currency, detail, created_at, modified_at)
            VALUES (\(organization), \(labels.name), \(labels.code), \(currency), \(labels.detail?.text), \(now),
                \(now))
            ON CONFLICT (organization_id, code) DO NOTHING RETURNING *
            """
        ).map(host)
    }

    static func update(
        _ id: ID<Host>, to labels: CatalogLabels, currency: String, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE host SET name = \(labels.name), code = \(labels.code), currency = \(currency),
                detail = \(labels.detail?.text), modified_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func hasOther(than host: Host, code: String, in tx: any Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT id FROM host WHERE organization_id = \(host.organization) AND code = \(code) AND id <> \(host.id)
            """) != nil
    }

    private static func host(from row: Row) throws -> Host {
        Host(
            id: try row.id("id"), organization: try row.id("organization_id"), labels: try CatalogLabels(row),
            currency: try row.text("currency"), createdAt: try row.instant("created_at"),
            modifiedAt: try row.instant("modified_at"))
    }
}
