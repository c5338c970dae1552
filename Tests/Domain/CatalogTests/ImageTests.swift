import Basics
import Catalog
import Storage
import Testing

struct ImageTests {
    @Test(arguments: Shop.products)
    func `images replace those of what the rows name, and of nothing else`(product: Dialect.Product) async throws {
        try await Shop.with(product) { shop in
            try await shop.load(try (0..<6).map { try ProductRow($0) })
            let variants = try await shop.catalogue.variants(VariantQuery(), PageRequest(), by: shop.administrator)
                .items
            let (first, second) = (variants[0].product, variants[3].product)
            func row(
                _ product: ID<Product>, _ url: String, of variant: ID<Variant>? = nil, at sequence: Int64 = 1
            ) -> ImageRow {
                ImageRow(product: product, variant: variant, url: "https://images.example/\(url)", sequence: sequence)
            }
            #expect(
                try await shop.replace([
                    row(first, "a"), row(first, "b", at: 2), row(first, "c", of: variants[0].id), row(second, "d"),
                ]) == 4)
            let before = try await shop.urls()
            // The variant's own image and the second product's stay; b stays as it is; a goes.
            #expect(try await shop.replace([row(first, "b", at: 5), row(first, "e")]) == 1)
            let after = try await shop.urls()
            #expect(Set(after.keys) == ["b", "c", "d", "e"])
            for url in ["b", "c", "d"] { #expect(after[url] == before[url]) }
            let page = try await shop.catalogue.images(ImageQuery(), PageRequest(), by: shop.administrator)
            #expect((page.total, page.items.count) == (4, 4))
        }
    }
}

extension Shop {
    fileprivate func replace(_ rows: [ImageRow]) async throws -> Int {
        try await storage.write { tx in
            try ImageTable.replace(rows, of: found(brand, in: tx), now: try tx.now(), in: tx)
        }
    }

    fileprivate func urls() async throws -> [String: ID<ProductImage>] {
        let page = try await catalogue.images(ImageQuery(brand: brand), PageRequest(), by: administrator)
        return Dictionary(
            page.items.map { (String($0.sourceURL.suffix(1)), $0.id) }, uniquingKeysWith: { first, _ in first })
    }
}
