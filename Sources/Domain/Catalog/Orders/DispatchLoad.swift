package import Basics
package import Storage

/// Marks lines of a brand's orders as dispatched, batch by batch inside one transaction, in which nobody else may do so to
/// the same orders.
package struct DispatchLoad {
    private let brand: Brand
    private let now: Instant
    private let tx: any Transaction
    /// By number, of those that were looked for.
    private var orders: [String: ID<Order>] = [:]
    private var sought: Set<String> = []
    private var lines: [Place: Line] = [:]
    private var touched: Set<ID<Order>> = []
    private var changes = DispatchChanges()

    package init(_ brand: Brand, at now: Instant, in tx: any Transaction) {
        self.brand = brand
        self.now = now
        self.tx = tx
    }

    /// What cannot have left, by the place in these rows; writes nothing. Remembers what the rows take, for the batches that
    /// follow.
    package mutating func conflicts(_ rows: [DispatchRow]) throws -> [(row: Int, conflict: DispatchConflict)] {
        try read(rows)
        var conflicts: [(row: Int, conflict: DispatchConflict)] = []
        for (number, row) in rows.enumerated() {
            guard let order = orders[row.orderNumber] else {
                conflicts.append((number, .unknownOrder))
                continue
            }
            let place = Place(order: order, barcode: row.barcode)
            guard let line = lines[place] else {
                conflicts.append((number, .unknownLine))
                continue
            }
            let open = line.open - line.checked
            guard row.quantity <= open else {
                conflicts.append((number, .moreThanOpen(open: open)))
                continue
            }
            lines[place]?.checked += row.quantity
        }
        return conflicts
    }

    /// Records what has left: one dispatch for each order, carrier, tracking number and day of the batch.
    ///
    /// Throws `conflict` where `conflicts` finds something.
    package mutating func apply(_ rows: [DispatchRow]) throws {
        try read(rows)
        var parcels: [Parcel: [ID<OrderLine>: Int64]] = [:]
        for row in rows {
            guard let order = orders[row.orderNumber],
                let line = lines[Place(order: order, barcode: row.barcode)], row.quantity > 0,
                row.quantity <= line.open - line.applied
            else {
                throw Failure(
                    .conflict, code: "dispatch.conflict",
                    "So many of \(row.barcode.text) are not open in the order \(row.orderNumber).")
            }
            lines[Place(order: order, barcode: row.barcode)]?.applied += row.quantity
            let parcel = Parcel(order: order, carrier: row.carrier, tracking: row.trackingNumber, day: row.day)
            parcels[parcel, default: [:]][line.id, default: 0] += row.quantity
            touched.insert(order)
        }
        try write(parcels)
    }

    /// Brings the orders' status up to date. To be called once, at the end.
    package func finish() throws -> DispatchChanges {
        try tx.fetchRows(
            """
            UPDATE sales_order SET modified_at = \(now), status = CASE WHEN EXISTS (
                SELECT 1 FROM order_line WHERE order_line.order_id = sales_order.id
                    AND order_line.dispatched < order_line.quantity
            ) THEN 'partDispatched' ELSE 'dispatched' END
            WHERE id IN
            """, in: touched.sorted().map(\.sqlValue))
        var changes = changes
        changes.orders = touched.count
        return changes
    }

    private mutating func write(_ parcels: [Parcel: [ID<OrderLine>: Int64]]) throws {
        let sorted = parcels.keys.sorted {
            ($0.order, $0.carrier, $0.tracking, $0.day?.daysSince1970 ?? 0)
                < ($1.order, $1.carrier, $1.tracking, $1.day?.daysSince1970 ?? 0)
        }
        let rows = try tx.insertRows(
            "INSERT INTO dispatch (order_id, carrier, tracking_number, dispatch_day, created_at)",
            sorted.map { parcel in
                [
                    parcel.order.sqlValue, .text(parcel.carrier), .text(parcel.tracking),
                    (parcel.day?.daysSince1970).map(SQLValue.integer) ?? .null, now.sqlValue,
                ]
            }, "RETURNING id, order_id, carrier, tracking_number, dispatch_day")
        var contents: [[SQLValue]] = []
        var taken: [[SQLValue]] = []
        for row in rows {
            let parcel = Parcel(
                order: try row.id("order_id"), carrier: try row.text("carrier"),
                tracking: try row.text("tracking_number"), day: try row.optional("dispatch_day", row.day))
            for (line, quantity) in (parcels[parcel] ?? [:]).sorted(by: { $0.key < $1.key }) {
                contents.append([.integer(try row.integer("id")), line.sqlValue, .integer(quantity)])
                taken.append([.integer(quantity), line.sqlValue])
            }
        }
        try tx.insertRows("INSERT INTO dispatch_line (dispatch_id, order_line_id, quantity)", contents)
        try tx.prepare("UPDATE order_line SET dispatched = dispatched + $1 WHERE id = $2").executeAll(taken)
        changes.dispatches += rows.count
    }

    /// Reads the orders that were not read yet, and holds them.
    private mutating func read(_ rows: [DispatchRow]) throws {
        let numbers = Set(rows.map(\.orderNumber)).subtracting(sought).sorted()
        guard !numbers.isEmpty else { return }
        sought.formUnion(numbers)
        // In one order everywhere, so that nobody waits for somebody who waits for them.
        let found = try tx.fetchRows(
            "SELECT id, number FROM sales_order WHERE brand_id = \(brand.id) AND number IN",
            in: numbers.map(SQLValue.text),
            tx.dialect.product == .postgres ? "ORDER BY id FOR NO KEY UPDATE" : "ORDER BY id")
        for row in found { orders[try row.text("number")] = try row.id("id") }
        let ids = try found.map { SQLValue.integer(try $0.integer("id")) }
        for row in try tx.fetchRows(
            """
            SELECT order_line.id, order_line.order_id, order_line.quantity, order_line.dispatched, variant.barcode
            FROM order_line JOIN variant ON variant.id = order_line.variant_id
            WHERE order_line.order_id IN
            """, in: ids)
        {
            lines[Place(order: try row.id("order_id"), barcode: try row.barcode("barcode"))] = Line(
                id: try row.id("id"), open: try row.integer("quantity") - row.integer("dispatched"))
        }
    }

    private struct Place: Hashable {
        let order: ID<Order>
        let barcode: Barcode
    }

    private struct Line {
        let id: ID<OrderLine>
        /// How many are still to leave, as the database has it.
        let open: Int64
        /// How many the rows take that were checked, and that were applied.
        var checked: Int64 = 0
        var applied: Int64 = 0
    }

    private struct Parcel: Hashable {
        let order: ID<Order>
        let carrier: String
        let tracking: String
        let day: CivilDate?
    }
}
