package import Basics
package import BrandFiles
package import Catalog
package import ImportSchema
package import Storage

/// `orderDispatch,<BRAND>`: which lines of which orders have been sent, and how.
package struct Dispatches: BrandFileKind {
    package static let name = "orderDispatch"
    package static let arguments: [BrandFileArgument] = []
    package static let senders: Set<BrandFileSender> = [.company]
    /// Rows of one parcel become one dispatch where they are handed over together.
    package static let batch = 100_000

    package let emptyRow = Row()
    package let example = ["SO-1001", "5055950016804", "2", "DHL", "JD014600003SE", "31/12/2026"]

    package init() {}

    package struct Row: Sendable {
        var orderNumber = ""
        var barcode: Barcode?
        var quantity: Int64 = 0
        var carrier = ""
        var trackingNumber = ""
        var day: CivilDate?
    }

    enum Column: Int {
        case orderNumber, barcode, quantity, carrier, trackingNumber, day
    }

    package func columns(_ cells: CellReading) -> [ImportColumn<Row>] {
        [
            .text("OrderNumber", aliases: ["Order"], needsValue: true, most: 50, cells) { $0.orderNumber = $1 },
            .barcode(cells) { $0.barcode = $1 },
            .whole("Quantity", needsValue: true, from: 1) { $0.quantity = $1 },
            .text("Carrier", most: 100, cells) { $0.carrier = $1 },
            .text("TrackingNumber", aliases: ["Tracking"], most: 100, cells) { $0.trackingNumber = $1 },
            .day("DispatchDate", aliases: ["Date"]) { $0.day = $1 },
        ]
    }

    package func makeRules() -> Rules { Rules() }

    package func makeChange(
        of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction
    ) throws -> Change {
        Change(load: DispatchLoad(brand, at: now, in: tx))
    }

    /// A line may be sent in several parcels: nothing between rows is wrong by itself.
    package struct Rules: RowRules {
        package mutating func take(
            _ row: PlacedRow<Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport
        ) {}
    }

    /// Marks order lines as sent, all of them or none.
    package struct Change: RowChange {
        var load: DispatchLoad

        package mutating func apply(_ rows: [PlacedRow<Row>], _ report: inout ChangeReport) throws {
            let dispatches = rows.compactMap { placed -> DispatchRow? in
                let row = placed.row
                guard let barcode = row.barcode else { return nil }
                return DispatchRow(
                    orderNumber: row.orderNumber, barcode: barcode, quantity: row.quantity, carrier: row.carrier,
                    trackingNumber: row.trackingNumber, day: row.day)
            }
            for (index, conflict) in try load.conflicts(dispatches) where rows.indices.contains(index) {
                add(conflict, of: rows[index], &report)
            }
            if report.check.isClean { try load.apply(dispatches) }
        }

        package mutating func finish(_ report: inout ChangeReport) throws {
            if report.check.isClean { _ = try load.finish() }
        }

        private func add(_ conflict: DispatchConflict, of placed: PlacedRow<Row>, _ report: inout ChangeReport) {
            let row = placed.row
            let barcode = row.barcode?.text ?? ""
            switch conflict {
            case .unknownOrder:
                report.add(
                    row: placed.number, column: Column.orderNumber.rawValue, value: row.orderNumber, "order.unknown",
                    "The brand has no order with this number. Look it up.")
            case .unknownLine:
                report.add(
                    row: placed.number, column: Column.barcode.rawValue, value: barcode, "order.no-line",
                    "The order \(row.orderNumber) has no line with this barcode. Look it up.")
            case .moreThanOpen(let open):
                report.add(
                    row: placed.number, column: Column.quantity.rawValue, value: "\(row.quantity)",
                    "order.more-than-open",
                    "Of this line \(open) can still be sent. Write no more than that.")
            }
        }
    }
}
