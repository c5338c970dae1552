package import Basics
package import BrandFiles
package import Catalog
package import ImportSchema
package import Storage

/// `stock,<BRAND>,<WAREHOUSE>`: how much of each variant a warehouse has.
package struct Stock: BrandFileKind {
    package static let name = "stock"
    package static let arguments: [BrandFileArgument] = [.warehouse]
    package static let senders: Set<BrandFileSender> = [.company, .warehouse]
    /// Rows are small, and the variants of a whole file are looked up at once.
    package static let batch = 100_000

    package let emptyRow = Row()
    package let example = ["5055950016804", "12"]

    package init() {}

    package struct Row: Sendable, BarcodedRow {
        package var barcode: Barcode?
        var quantity: Int64 = 0
    }

    package func columns(_ cells: CellReading) -> [ImportColumn<Row>] {
        [
            .barcode(cells) { $0.barcode = $1 },
            .whole("Quantity", aliases: ["Stock", "In Stock"], needsValue: true) { $0.quantity = $1 },
        ]
    }

    package func makeRules() -> OneRowABarcode<Row> { OneRowABarcode() }

    package func makeChange(
        of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction
    ) throws -> Change {
        guard let warehouse = file.warehouse else { throw file.lacks("warehouse") }
        return Change(brand: brand, warehouse: warehouse, now: now, tx: tx)
    }

    /// Sets the levels of one warehouse.
    package struct Change: RowChange {
        let brand: Brand
        let warehouse: ID<Warehouse>
        let now: Instant
        let tx: any Transaction

        package mutating func apply(_ rows: [PlacedRow<Row>], _ report: inout ChangeReport) throws {
            let variants = try variants(of: rows, brand, &report, in: tx)
            let levels = rows.compactMap { placed in
                placed.row.barcode.flatMap { variants[$0] }.map {
                    StockRow(variant: $0.variant, quantity: placed.row.quantity)
                }
            }
            _ = try StockLevels.set(levels, of: brand.id, at: warehouse, now: now, in: tx)
        }

        package mutating func finish(_ report: inout ChangeReport) {}
    }
}
