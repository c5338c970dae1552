package import Basics
import Identity
package import Storage

package enum CompanyTable {
    package static func find(_ id: ID<Company>, in tx: any Transaction) throws -> Company? {
        try tx.first("SELECT * FROM company WHERE id = \(id)").map(company)
    }

    static func find(_ id: ID<Company>, where seen: SQL, in tx: any Transaction) throws -> Company? {
        try tx.first("SELECT * FROM company WHERE id = \(id) AND \(seen)").map(company)
    }

    /// Keeps others from changing the company, and from loading products into it, until the transaction ends.
    package static func hold(_ id: ID<Company>, in tx: any Transaction) throws {
        _ = try tx.fetch("SELECT id FROM company WHERE id = \(id) \(tx.dialect.forUpdate)")
    }

    static func page(where condition: SQL, _ request: PageRequest, in tx: any Transaction) throws -> Page<Company> {
        try tx.page("company.*", "FROM company WHERE \(condition)", order: "company.id", request).map(company)
    }

    /// Nil where the organization has one of this code.
    static func insert(
        _ labels: CatalogLabels, organization: ID<Organization>, at now: Instant, in tx: any Transaction
    ) throws -> Company? {
        try tx.first(
            """
            INSERT INTO company (organization_id, name, code, detail, created_at, modified_at)
            VALUES (\(organization), \(labels.name), \(labels.code), \(labels.detail?.text), \(now), \(now))
            ON CONFLICT (organization_id, code) DO NOTHING RETURNING *
            """
        ).map(company)
    }

    static func update(_ id: ID<Company>, to labels: CatalogLabels, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE company SET name = \(labels.name), code = \(labels.code), detail = \(labels.detail?.text),
                modified_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func hasOther(
        than id: ID<Company>, code: String, organization: ID<Organization>, in tx: any Transaction
    ) throws -> Bool {
        try tx.first(
            "SELECT id FROM company WHERE organization_id = \(organization) AND code = \(code) AND id <> \(id)") != nil
    }

    private static func company(from row: Row) throws -> Company {
        Company(
            id: try row.id("id"), organization: try row.id("organization_id"), labels: try CatalogLabels(row),
            createdAt: try row.instant("created_at"), modifiedAt: try row.instant("modified_at"))
    }
}
