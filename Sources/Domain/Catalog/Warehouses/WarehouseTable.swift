package import Basics
import Identity
package import Storage

package enum WarehouseTable {
    package static func find(_ id: ID<Warehouse>, in tx: any Transaction) throws -> Warehouse? {
        try tx.first("SELECT * FROM warehouse WHERE id = \(id)").map(warehouse)
    }

    static func find(_ id: ID<Warehouse>, where seen: SQL, in tx: any Transaction) throws -> Warehouse? {
        try tx.first("SELECT * FROM warehouse WHERE id = \(id) AND \(seen)").map(warehouse)
    }

    static func page(where condition: SQL, _ request: PageRequest, in tx: any Transaction) throws -> Page<Warehouse> {
        try tx.page("warehouse.*", "FROM warehouse WHERE \(condition)", order: "warehouse.id", request).map(warehouse)
    }

    /// Nil where the company has one of this code.
    static func insert(
        _ labels: CatalogLabels, company: Company, at now: Instant, in tx: any Transaction
    ) throws -> Warehouse? {
        try tx.first(
            """
            INSERT INTO warehouse (organization_id, company_id, name, code, detail, created_at, modified_at)
            VALUES (\(company.organization), \(company.id), \(labels.name), \(labels.code), \(labels.detail?.text),
                \(now), \(now))
            ON CONFLICT (company_id, code) DO NOTHING RETURNING *
            """
        ).map(warehouse)
    }

    static func update(_ id: ID<Warehouse>, to labels: CatalogLabels, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE warehouse SET name = \(labels.name), code = \(labels.code), detail = \(labels.detail?.text),
                modified_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func hasOther(than warehouse: Warehouse, code: String, in tx: any Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT id FROM warehouse
            WHERE company_id = \(warehouse.company) AND code = \(code) AND id <> \(warehouse.id)
            """) != nil
    }

    private static func warehouse(from row: Row) throws -> Warehouse {
        Warehouse(
            id: try row.id("id"), organization: try row.id("organization_id"), company: try row.id("company_id"),
            labels: try CatalogLabels(row), createdAt: try row.instant("created_at"),
            modifiedAt: try row.instant("modified_at"))
    }
}
