import Basics
import Storage

enum OrderTable {
    /// The orders of these rows, with their lines and dispatches, in the order of the rows.
    static func orders(from rows: [Row], in tx: any Transaction) throws -> [Order] {
        let ids = try rows.map { try $0.integer("id").sqlValue }
        let lines = Dictionary(grouping: try lines(of: ids, in: tx), by: { $0.order })
            .mapValues { $0.map { $0.line } }
        let dispatches = Dictionary(grouping: try dispatches(of: ids, in: tx), by: { $0.order })
            .mapValues { $0.map { $0.dispatch } }
        return try rows.map { row in
            let id: ID<Order> = try row.id("id")
            let word = try row.text("status")
            guard let status = OrderStatus(rawValue: word) else {
                throw StorageError.decoding("an order has the status \(word)")
            }
            return Order(
                id: id, number: try row.text("number"), host: try row.id("host_id"), brand: try row.id("brand_id"),
                status: status, createdAt: try row.instant("created_at"), lines: lines[id] ?? [],
                dispatches: dispatches[id] ?? [])
        }
    }

    /// Nil where the brand has an order of this number.
    static func insert(
        _ draft: OrderDraft, host: ID<Host>, lines: [(variant: ID<Variant>, line: OrderDraft.Line)], at now: Instant,
        in tx: any Transaction
    ) throws -> ID<Order>? {
        let row = try tx.first(
            """
            INSERT INTO sales_order (host_id, brand_id, number, status, created_at, modified_at)
            VALUES (\(host), \(draft.brand), \(draft.number), \(OrderStatus.open.rawValue), \(now), \(now))
            ON CONFLICT (brand_id, number) DO NOTHING RETURNING id
            """)
        guard let row else { return nil }
        let id: ID<Order> = try row.id("id")
        try tx.insertRows(
            "INSERT INTO order_line (order_id, variant_id, quantity, dispatched, price)",
            lines.map { variant, line in
                [
                    id.sqlValue, variant.sqlValue, .integer(line.quantity), .integer(0),
                    line.price?.sqlValue ?? .null,
                ]
            })
        try HostBrandTable.count(orders: 1, of: draft.brand, at: host, in: tx)
        return id
    }

    private static func lines(
        of orders: [SQLValue], in tx: any Transaction
    ) throws -> [(order: ID<Order>, line: OrderLine)] {
        try tx.fetchRows(
            """
            SELECT order_line.*, variant.barcode FROM order_line JOIN variant ON variant.id = order_line.variant_id
            WHERE order_line.order_id IN
            """, in: orders, "ORDER BY order_line.id"
        ).map { row in
            (
                try row.id("order_id"),
                OrderLine(
                    id: try row.id("id"), variant: try row.id("variant_id"), barcode: try row.barcode("barcode"),
                    quantity: try row.integer("quantity"), dispatched: try row.integer("dispatched"),
                    price: try row.optional("price", row.decimal))
            )
        }
    }

    private static func dispatches(
        of orders: [SQLValue], in tx: any Transaction
    ) throws -> [(order: ID<Order>, dispatch: OrderDispatch)] {
        let rows = try tx.fetchRows("SELECT * FROM dispatch WHERE order_id IN", in: orders, "ORDER BY id")
        var lines: [ID<OrderDispatch>: [OrderDispatch.Line]] = [:]
        for row in try tx.fetchRows(
            """
            SELECT dispatch_line.*, variant.barcode FROM dispatch_line
            JOIN order_line ON order_line.id = dispatch_line.order_line_id
            JOIN variant ON variant.id = order_line.variant_id
            WHERE dispatch_line.dispatch_id IN
            """, in: try rows.map { try $0.integer("id").sqlValue }, "ORDER BY dispatch_line.order_line_id")
        {
            lines[try row.id("dispatch_id"), default: []].append(
                OrderDispatch.Line(
                    line: try row.id("order_line_id"), barcode: try row.barcode("barcode"),
                    quantity: try row.integer("quantity")))
        }
        return try rows.map { row in
            let id: ID<OrderDispatch> = try row.id("id")
            return (
                try row.id("order_id"),
                OrderDispatch(
                    id: id, carrier: try row.text("carrier"), trackingNumber: try row.text("tracking_number"),
                    day: try row.optional("dispatch_day", row.day), lines: lines[id] ?? [])
            )
        }
    }
}
