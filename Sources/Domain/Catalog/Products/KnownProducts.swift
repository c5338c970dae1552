import Basics
import Storage

/// What a company has already of the products and variants that some rows name.
struct KnownProducts {
    /// By code.
    private(set) var products: [String: KnownProduct] = [:]
    /// By barcode.
    private(set) var variants: [Barcode: KnownVariant] = [:]
    /// Those that were made since.
    var addedProducts: [String: ID<Product>] = [:]

    private var barcodes: [String: Barcode] = [:]

    struct KnownProduct {
        let id: ID<Product>
        let brand: ID<Brand>
        let title: String
        let description: String
        let category: String
        let sequence: Int64

        func says(_ row: ProductRow) -> Bool {
            title == row.title && description == row.description && category == row.category
                && sequence == row.sequence
        }
    }

    struct KnownVariant {
        let id: ID<Variant>
        let brand: ID<Brand>
        let product: ID<Product>
        let code: String
        let colour: String
        let size: String
        let sequence: Int64
        let rrp: DecimalNumber
        let sellPrice: DecimalNumber?

        func says(_ row: ProductRow, _ wanted: ID<Product>) -> Bool {
            product == wanted && colour == row.colour && size == row.size && sequence == row.sequence && rrp == row.rrp
                && sellPrice == row.sellPrice
        }
    }

    init(_ rows: [ProductRow], of brand: Brand, in tx: any Transaction) throws {
        let codes = Set(rows.map(\.code)).sorted()
        for row in try tx.fetchRows(
            """
            SELECT id, brand_id, code, title, description, category, sequence FROM product
            WHERE company_id = \(brand.company) AND code IN
            """, in: codes.map(SQLValue.text))
        {
            products[try row.text("code")] = KnownProduct(
                id: try row.id("id"), brand: try row.id("brand_id"), title: try row.text("title"),
                description: try row.text("description"), category: try row.text("category"),
                sequence: try row.integer("sequence"))
        }
        for row in try tx.fetchRows(
            """
            SELECT id, brand_id, product_id, code, barcode, colour, size, sequence, rrp, sell_price FROM variant
            WHERE company_id = \(brand.company) AND barcode IN
            """, in: rows.map(\.barcode.sqlValue))
        {
            variants[try row.barcode("barcode")] = KnownVariant(
                id: try row.id("id"), brand: try row.id("brand_id"), product: try row.id("product_id"),
                code: try row.text("code"), colour: try row.text("colour"), size: try row.text("size"),
                sequence: try row.integer("sequence"), rrp: try row.decimal("rrp"),
                sellPrice: try row.optional("sell_price", row.decimal))
        }
        // Of a known barcode the variant's code is known too.
        let others = rows.filter { variants[$0.barcode]?.code != $0.variantCode }.map { SQLValue.text($0.variantCode) }
        for row in try tx.fetchRows(
            "SELECT code, barcode FROM variant WHERE company_id = \(brand.company) AND code IN", in: others)
        {
            barcodes[try row.text("code")] = try row.barcode("barcode")
        }
    }

    func conflict(_ row: ProductRow, _ brand: Brand) -> ProductConflict? {
        if let product = products[row.code], product.brand != brand.id { return .codeOfAnotherBrand }
        if let variant = variants[row.barcode] {
            if variant.brand != brand.id { return .barcodeOfAnotherBrand }
            if variant.code != row.variantCode { return .barcodeHasVariantCode(variant.code) }
        }
        if let barcode = barcodes[row.variantCode], barcode != row.barcode { return .variantCodeHasBarcode(barcode) }
        return nil
    }
}
