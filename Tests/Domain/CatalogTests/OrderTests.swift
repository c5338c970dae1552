import Basics
import Catalog
import Storage
import Testing

struct OrderTests {
    @Test(arguments: Shop.products)
    func `lines leave in parts, and the order says how far it is`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            let order = try await shop.order("A1", [0: 5, 1: 2])
            #expect(order.status == .open)
            let parts = [
                DispatchRow(orderNumber: "A1", barcode: try Barcode(number: 0), quantity: 2, carrier: "Post"),
                DispatchRow(orderNumber: "A1", barcode: try Barcode(number: 1), quantity: 2, carrier: "Post"),
                DispatchRow(orderNumber: "A1", barcode: try Barcode(number: 0), quantity: 1, carrier: "Rail"),
            ]
            #expect(try await shop.dispatch(parts) == DispatchChanges(dispatches: 2, orders: 1))
            let half = try await shop.catalogue.order(order.id, by: shop.administrator)
            #expect(half.status == .partDispatched)
            #expect(half.lines.map(\.dispatched) == [3, 2])
            #expect(half.dispatches.map(\.carrier) == ["Post", "Rail"])
            #expect(half.dispatches[0].lines.map(\.quantity) == [2, 2])
            let rest = [
                DispatchRow(
                    orderNumber: "A1", barcode: try Barcode(number: 0), quantity: 2,
                    day: CivilDate(year: 2026, month: 2, day: 28))
            ]
            try await shop.dispatch(rest)
            let whole = try await shop.catalogue.order(order.id, by: shop.administrator)
            #expect(whole.status == .dispatched)
            #expect(whole.dispatches[2].day == CivilDate(year: 2026, month: 2, day: 28))
        }
    }

    @Test(arguments: Shop.products)
    func `what cannot leave is told row by row and counts what earlier rows take`(
        product: Dialect.Product
    ) async throws {
        try await Shop.with(product) { shop in
            _ = try await shop.order("A1", [0: 5])
            func row(_ number: String, _ barcode: Int, _ quantity: Int64) throws -> DispatchRow {
                DispatchRow(orderNumber: number, barcode: try Barcode(number: barcode), quantity: quantity)
            }
            let rows = [
                try row("A1", 0, 4), try row("A2", 0, 1), try row("A1", 1, 1), try row("A1", 0, 2), try row("A1", 0, 1),
            ]
            let told = try await shop.storage.write { tx in
                var load = DispatchLoad(try shop.found(shop.brand, in: tx), at: try tx.now(), in: tx)
                var told = try load.conflicts(rows).map { "\($0.row) \($0.conflict)" }
                // A batch later.
                told += try load.conflicts([rows[4]]).map { "\($0.row) \($0.conflict)" }
                return told
            }
            #expect(
                told == ["1 unknownOrder", "2 unknownLine", "3 moreThanOpen(open: 1)", "0 moreThanOpen(open: 0)"])
            await #expect(throws: Failure.self) { try await shop.dispatch(rows) }
            let orders = try await shop.catalogue.orders(OrderQuery(), PageRequest(), by: shop.administrator)
            #expect(orders.items.map(\.status) == [.open])
        }
    }
}

extension Shop {
    /// A new order of the host, by variant's number.
    fileprivate func order(_ number: String, _ quantities: [Int: Int64]) async throws -> Order {
        try await load(try (0..<3).map { try ProductRow($0) })
        let lines = try quantities.sorted { $0.key < $1.key }.map {
            OrderDraft.Line(barcode: try Barcode(number: $0.key), quantity: $0.value, price: nil)
        }
        return try await catalogue.createOrder(
            OrderDraft(number: number, brand: brand, host: host, lines: lines), by: administrator)
    }

    @discardableResult
    fileprivate func dispatch(_ rows: [DispatchRow]) async throws -> DispatchChanges {
        try await storage.write { tx in
            var load = DispatchLoad(try found(brand, in: tx), at: try tx.now(), in: tx)
            try load.apply(rows)
            return try load.finish()
        }
    }
}
