package import Basics
package import Storage

package enum VariantTable {
    /// A variant, and the product that it is one of.
    package struct Found: Sendable {
        package let variant: ID<Variant>
        package let product: ID<Product>
    }

    /// The brand's variants with these barcodes. Reads all of the brand's in one go where that is less work than to look
    /// for each.
    package static func find(
        _ barcodes: [Barcode], brand: Brand, in tx: any Transaction
    ) throws -> [Barcode: Found] {
        var variants: [Barcode: Found] = [:]
        variants.reserveCapacity(barcodes.count)
        if barcodes.count > 1000, barcodes.count > brand.variantCount / 5 {
            let wanted = Set(barcodes)
            try tx.forEach("SELECT id, product_id, barcode FROM variant WHERE brand_id = \(brand.id) ORDER BY id") {
                let barcode = try $0.barcode("barcode")
                if wanted.contains(barcode) { variants[barcode] = try found($0) }
            }
            return variants
        }
        for row in try tx.fetchRows(
            """
            SELECT id, brand_id, product_id, barcode FROM variant
            WHERE company_id = \(brand.company) AND barcode IN
            """, in: barcodes.map(\.sqlValue))
        where try row.id("brand_id") == brand.id {
            variants[try row.barcode("barcode")] = try found(row)
        }
        return variants
    }

    private static func found(_ row: Row) throws -> Found {
        Found(variant: try row.id("id"), product: try row.id("product_id"))
    }

    static func variant(from row: Row) throws -> Variant {
        Variant(
            id: try row.id("id"), product: try row.id("product_id"), brand: try row.id("brand_id"),
            code: try row.text("code"), barcode: try row.barcode("barcode"), colour: try row.text("colour"),
            size: try row.text("size"), sequence: try row.integer("sequence"), rrp: try row.decimal("rrp"),
            sellPrice: try row.optional("sell_price", row.decimal), createdAt: try row.instant("created_at"),
            modifiedAt: try row.instant("modified_at"))
    }
}
