import Basics
import BrandFiles
import Catalog
import ImportSchema
import Storage

/// `meterReading,<BRAND>`: what meters in a brand's shops show. A kind that the product does not have.
struct MeterReadings: BrandFileKind {
    static let name = "meterReading"
    static let arguments: [BrandFileArgument] = []
    static let senders: Set<BrandFileSender> = [.company]

    let emptyRow = Row()
    let example = ["M-1", "1234.5", "31/12/2026"]

    struct Row: Sendable {
        var meter = ""
        var reading = DecimalNumber.zero
        var day: CivilDate?
    }

    func columns(_ cells: CellReading) -> [ImportColumn<Row>] {
        [
            .text("Meter", needsValue: true, most: 20, cells) { $0.meter = $1 },
            .amount("Reading", needsValue: true, cells) { $0.reading = $1 },
            .day("Day") { $0.day = $1 },
        ]
    }

    func makeRules() -> Rules { Rules() }

    func makeChange(of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction) -> Change {
        Change(brand: brand, tx: tx)
    }

    /// A meter stands in one row.
    struct Rules: RowRules {
        private var meters = UniqueValues<String>()

        mutating func take(
            _ placed: PlacedRow<Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport
        ) {
            guard !faults.contains(0) else { return }
            meters.take(placed.row.meter, "meter", row: placed.number, column: 0, layout, &report)
        }
    }

    struct Change: RowChange {
        let brand: Brand
        let tx: any Transaction

        mutating func apply(_ rows: [PlacedRow<Row>], _ report: inout ChangeReport) throws {
            try tx.insertRows(
                "INSERT INTO meter_reading (brand_id, meter, reading)",
                rows.map { [brand.id.sqlValue, .text($0.row.meter), .text($0.row.reading.text)] })
        }

        mutating func finish(_ report: inout ChangeReport) {}
    }

    static let migration = Migration(
        id: "2026-11-22-meter-reading",
        sql: """
            CREATE TABLE meter_reading (
                id {identity},
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                meter TEXT NOT NULL,
                reading TEXT NOT NULL
            );
            """)
}
