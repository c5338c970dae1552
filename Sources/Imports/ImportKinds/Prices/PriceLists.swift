package import Basics
package import BrandFiles
package import Catalog
package import ImportSchema
package import Storage

/// `price,<BRAND>,<HOST>,<start>[,<end>]`: what variants cost at a host, for a time or from now on.
package struct PriceLists: BrandFileKind {
    package static let name = "price"
    package static let arguments: [BrandFileArgument] = [.host, .startDate, .endDate]
    package static let senders: Set<BrandFileSender> = [.company, .host]
    package static let batch = 100_000

    package let emptyRow = Row()
    package let example = ["5055950016804", "39.90", "49.90"]

    package init() {}

    package struct Row: Sendable, BarcodedRow {
        package var barcode: Barcode?
        var price = DecimalNumber.zero
        var rrp: DecimalNumber?
    }

    package func columns(_ cells: CellReading) -> [ImportColumn<Row>] {
        [
            .barcode(cells) { $0.barcode = $1 },
            .amount("Price", aliases: ["SellPrice"], needsValue: true, cells) { $0.price = $1 },
            .amount("RRP", cells) { $0.rrp = $1 },
        ]
    }

    package func makeRules() -> OneRowABarcode<Row> { OneRowABarcode() }

    package func makeChange(
        of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction
    ) throws -> Change {
        guard let host = file.host, let start = file.start else { throw file.lacks("host or start") }
        return Change(
            brand: brand, host: host, start: start, end: file.end, upload: file.id.number, now: now, tx: tx)
    }

    /// Adds the prices; which of several holds is told when somebody asks.
    package struct Change: RowChange {
        let brand: Brand
        let host: ID<Host>
        let start: CivilDate
        /// The last day; nil: for good.
        let end: CivilDate?
        let upload: Int64
        let now: Instant
        let tx: any Transaction

        package mutating func apply(_ rows: [PlacedRow<Row>], _ report: inout ChangeReport) throws {
            let variants = try variants(of: rows, brand, &report, in: tx)
            let prices = rows.compactMap { placed in
                placed.row.barcode.flatMap { variants[$0] }.map {
                    PriceRow(variant: $0.variant, price: placed.row.price, rrp: placed.row.rrp)
                }
            }
            try PriceTable.insert(
                prices, of: brand.id, at: host, from: start, through: end, upload: upload, now: now, in: tx)
        }

        package mutating func finish(_ report: inout ChangeReport) {}
    }
}
