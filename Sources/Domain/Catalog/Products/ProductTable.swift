package import Basics
package import Storage

package enum ProductTable {
    /// The brand's products with these codes.
    package static func ids(
        of codes: [String], brand: Brand, in tx: any Transaction
    ) throws -> [String: ID<Product>] {
        var ids: [String: ID<Product>] = [:]
        for row in try tx.fetchRows(
            """
            SELECT id, brand_id, code FROM product WHERE company_id = \(brand.company) AND code IN
            """, in: Set(codes).sorted().map(SQLValue.text))
        where try row.id("brand_id") == brand.id {
            ids[try row.text("code")] = try row.id("id")
        }
        return ids
    }

    static func product(from row: Row) throws -> Product {
        Product(
            id: try row.id("id"), brand: try row.id("brand_id"), code: try row.text("code"),
            title: try row.text("title"), description: try row.text("description"),
            category: try row.text("category"), sequence: try row.integer("sequence"),
            createdAt: try row.instant("created_at"), modifiedAt: try row.instant("modified_at"))
    }
}
