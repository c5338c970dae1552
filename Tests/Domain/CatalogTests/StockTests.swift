import Basics
import Catalog
import Storage
import Testing

struct StockTests {
    @Test(arguments: Shop.products)
    func `only the levels that differ are written`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            try await shop.load(try (0..<1500).map { try ProductRow($0) })
            let variants = try await shop.variants()
            #expect(try await shop.set(variants.map { StockRow(variant: $0, quantity: 5) }).added == 1000)
            let levels = variants.enumerated().map { place, variant in
                StockRow(variant: variant, quantity: place % 100 == 7 ? 6 : 5)
            }
            #expect(try await shop.set(levels) == StockChanges(added: 0, changed: 10))
            #expect(try await shop.set(levels) == StockChanges(added: 0, changed: 0))
            #expect(try await shop.set([StockRow(variant: variants[7], quantity: 0)]).changed == 1)
            let found = try await shop.catalogue.stock(
                StockQuery(variant: variants[7]), PageRequest(), by: shop.administrator)
            #expect(found.items.map(\.inStock) == [0])
            let all = try await shop.catalogue.stock(StockQuery(), PageRequest(), by: shop.administrator)
            #expect(all.total == 1000)
        }
    }
}

extension Shop {
    @discardableResult
    fileprivate func set(_ levels: [StockRow]) async throws -> StockChanges {
        try await storage.write { tx in
            try StockLevels.set(levels, of: brand, at: warehouse, now: try tx.now(), in: tx)
        }
    }
}
