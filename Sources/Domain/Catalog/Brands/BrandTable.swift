package import Basics
import Identity
package import Storage

package enum BrandTable {
    package static func find(_ id: ID<Brand>, in tx: any Transaction) throws -> Brand? {
        try tx.first("SELECT * FROM brand WHERE id = \(id)").map(brand)
    }

    static func find(_ id: ID<Brand>, where seen: SQL, in tx: any Transaction) throws -> Brand? {
        try tx.first("SELECT * FROM brand WHERE id = \(id) AND \(seen)").map(brand)
    }

    package static func find(_ ids: [ID<Brand>], in tx: any Transaction) throws -> [ID<Brand>: Brand] {
        let rows = try tx.fetchRows("SELECT * FROM brand WHERE id IN", in: ids.map(\.sqlValue))
        return Dictionary(try rows.map(brand).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static func page(where condition: SQL, _ request: PageRequest, in tx: any Transaction) throws -> Page<Brand> {
        try tx.page("brand.*", "FROM brand WHERE \(condition)", order: "brand.id", request).map(brand)
    }

    /// Nil where the company has one of this code.
    static func insert(
        _ labels: CatalogLabels, company: Company, at now: Instant, in tx: any Transaction
    ) throws -> Brand? {
        try tx.first(
            """
            INSERT INTO brand (organization_id, company_id, name, code, detail, created_at, modified_at)
            VALUES (\(company.organization), \(company.id), \(labels.name), \(labels.code), \(labels.detail?.text),
                \(now), \(now))
            ON CONFLICT (company_id, code) DO NOTHING RETURNING *
            """
        ).map(brand)
    }

    static func update(_ id: ID<Brand>, to labels: CatalogLabels, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE brand SET name = \(labels.name), code = \(labels.code), detail = \(labels.detail?.text),
                modified_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func hasOther(than brand: Brand, code: String, in tx: any Transaction) throws -> Bool {
        try tx.first(
            "SELECT id FROM brand WHERE company_id = \(brand.company) AND code = \(code) AND id <> \(brand.id)") != nil
    }

    /// Counts what a load has added.
    static func count(_ id: ID<Brand>, products: Int, variants: Int, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE brand SET product_count = product_count + \(products), variant_count = variant_count + \(variants)
            WHERE id = \(id)
            """)
    }

    private static func brand(from row: Row) throws -> Brand {
        Brand(
            id: try row.id("id"), organization: try row.id("organization_id"), company: try row.id("company_id"),
            labels: try CatalogLabels(row), productCount: try row.int("product_count"),
            variantCount: try row.int("variant_count"), createdAt: try row.instant("created_at"),
            modifiedAt: try row.instant("modified_at"))
    }
}
