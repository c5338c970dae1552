package import Basics
package import BrandFiles
package import Catalog
package import ImportSchema
package import Storage

/// `product,<BRAND>`: products and their variants, a row for each variant.
package struct Products: BrandFileKind {
    package static let name = "product"
    package static let arguments: [BrandFileArgument] = []
    package static let senders: Set<BrandFileSender> = [.company]
    /// A row may have 10,000 characters of description.
    package static let batch = 1000

    package let emptyRow = Row()
    package let example = [
        "SHIRT-1", "Linen shirt", "A shirt of linen.", "Shirts", "Blue", "M", "1", "SHIRT-1-BLUE-M", "5055950016804",
        "49.90", "39.90",
    ]

    package init() {}

    package struct Row: Sendable {
        var code = ""
        var title = ""
        var description = ""
        var category = ""
        var colour = ""
        var size = ""
        var sequence: Int64?
        var variantCode = ""
        var barcode: Barcode?
        var rrp = DecimalNumber.zero
        var sellPrice: DecimalNumber?
    }

    enum Column: Int {
        case code, title, description, category, colour, size, sequence, variantCode, barcode, rrp, sellPrice
    }

    package func columns(_ cells: CellReading) -> [ImportColumn<Row>] {
        [
            .text("Code", aliases: ["Product Code"], needsValue: true, most: 20, cells) { $0.code = $1 },
            .text("Title", needsValue: true, most: 100, cells) { $0.title = $1 },
            .text("Description", needsValue: true, most: 10_000, hasLines: true, cells) { $0.description = $1 },
            .text("Category", needsValue: true, most: 40, cells) { $0.category = $1 },
            .text("Colour", aliases: ["Color"], needsValue: true, most: 30, cells) { $0.colour = $1 },
            .text("Size", needsValue: true, most: 20, cells) { $0.size = $1 },
            .whole("Sequence") { $0.sequence = $1 },
            .text("VariantCode", needsValue: true, most: 20, cells) { $0.variantCode = $1 },
            .barcode(cells) { $0.barcode = $1 },
            .amount("RRP", needsValue: true, cells) { $0.rrp = $1 },
            .amount("SellPrice", cells) { $0.sellPrice = $1 },
        ]
    }

    package func makeRules() -> ProductRules { ProductRules() }

    package func makeChange(
        of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction
    ) throws -> ProductChange {
        ProductChange(load: try ProductLoad(brand, at: now, in: tx))
    }
}
