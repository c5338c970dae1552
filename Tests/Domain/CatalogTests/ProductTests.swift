import Basics
import Catalog
import Storage
import Testing

struct ProductTests {
    @Test(arguments: Shop.products)
    func `rows become products with their variants`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            let changes = try await shop.load(try (0..<1500).map { try ProductRow($0) })
            #expect(changes == ProductChanges(productsAdded: 500, variantsAdded: 1500))
            let page = try await shop.catalogue.products(
                ProductQuery(), PageRequest(number: 5, size: 100, most: 1000), by: shop.administrator)
            #expect(page.total == 500)
            #expect(page.items.map(\.code) == (400..<500).map { "P\($0)" })
            let barcode = try Barcode(number: 7)
            let variants = try await shop.catalogue.variants(
                VariantQuery(barcode: barcode), PageRequest(), by: shop.administrator)
            #expect(variants.items.map(\.code) == ["V7"])
            #expect(variants.items[0].rrp.text == "19.90")
        }
    }

    @Test(arguments: Shop.products)
    func `rows that say nothing new write nothing`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            var rows = try (0..<600).map { try ProductRow($0) }
            try await shop.load(rows)
            #expect(try await shop.load(rows) == ProductChanges())
            rows[3] = try ProductRow(3, sellPrice: "9.99")
            rows[6] = try ProductRow(6, title: "Jacket")
            let changes = try await shop.load(rows)
            #expect(changes == ProductChanges(productsChanged: 1, variantsChanged: 1))
            let found = try await shop.catalogue.products(
                ProductQuery(code: "P2"), PageRequest(), by: shop.administrator)
            #expect(found.items.map(\.title) == ["Jacket"])
        }
    }

    @Test(arguments: Shop.products)
    func `a batch finds what the batch before it has made`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            try await shop.storage.write { tx in
                var load = ProductLoad(try shop.found(shop.brand, in: tx), at: try tx.now(), in: tx)
                try load.apply([try ProductRow(0)])
                try load.apply([try ProductRow(1), try ProductRow(2)])
                #expect(try load.finish() == ProductChanges(productsAdded: 1, variantsAdded: 3))
            }
            // The same again, in other batches, is nothing new.
            #expect(try await shop.load(try (0..<3).map { try ProductRow($0) }) == ProductChanges())
        }
    }

    @Test(arguments: Shop.products)
    func `what contradicts the company's catalogue is told row by row`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            try await shop.load(try (0..<3).map { try ProductRow($0) })
            try await shop.load([try ProductRow(30)], into: shop.other)
            var rows = try [ProductRow(0), ProductRow(1), ProductRow(9), ProductRow(10), ProductRow(11)]
            rows[0].variantCode = "V100"
            rows[2].variantCode = "V2"
            rows[3].code = "P10"
            rows[4].barcode = try Barcode(number: 30)
            let wrong = rows
            let conflicts = try await shop.storage.read { tx in
                var load = ProductLoad(try shop.found(shop.brand, in: tx), at: try tx.now(), in: tx)
                return try load.conflicts(wrong)
                    .map { Told(row: $0.row, conflict: $0.conflict) }
            }
            #expect(
                conflicts == [
                    Told(row: 0, conflict: .barcodeHasVariantCode("V0")),
                    Told(row: 2, conflict: .variantCodeHasBarcode(try Barcode(number: 2))),
                    Told(row: 3, conflict: .codeOfAnotherBrand), Told(row: 4, conflict: .barcodeOfAnotherBrand),
                ])
            await #expect(throws: Failure.self) { try await shop.load(wrong) }
            #expect(try await shop.variants().count == 3)
        }
    }

    private struct Told: Equatable, Sendable {
        let row: Int
        let conflict: ProductConflict
    }
}
