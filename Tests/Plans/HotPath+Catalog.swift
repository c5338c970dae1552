import Basics
import Catalog
import Identity
import Storage

extension House {
    var catalogue: Catalogue { Catalogue(storage: storage) }

    /// Somebody of organization 1 in each of the parts that there are.
    var catalogCallers: [Principal] {
        Platform.catalogUsers.map { entry in
            Principal(
                token: ID(entry.user), user: ID(entry.user), organization: ID(1),
                permissions: Set(Permission.allCases))
        }
    }
}

extension HotPath {
    static let catalog = [
        HotPath("companies, brands, warehouses and hosts are listed") { house in
            for caller in house.catalogCallers {
                _ = try await house.catalogue.companies(PageRequest(), by: caller)
                _ = try await house.catalogue.companies(code: "C2000", PageRequest(), by: caller)
                _ = try await house.catalogue.brands(PageRequest(), by: caller)
                _ = try await house.catalogue.brands(company: ID(2000), code: "C2000", PageRequest(), by: caller)
                _ = try await house.catalogue.warehouses(PageRequest(), by: caller)
                _ = try await house.catalogue.hosts(PageRequest(), by: caller)
                _ = try await house.catalogue.hosts(brand: ID(2000), PageRequest(), by: caller)
                _ = try await house.catalogue.company(ID(2000), by: caller)
                _ = try await house.catalogue.brand(ID(2000), by: caller)
            }
            _ = try await CatalogMembers(storage: house.storage).list(in: ID(1))
        },
        HotPath("a brand's products, variants and images are listed") { house in
            for caller in house.catalogCallers {
                for request in [PageRequest(), PageRequest(number: 4, size: 250, most: 1000)] {
                    _ = try await house.catalogue.products(ProductQuery(), request, by: caller)
                    _ = try await house.catalogue.variants(VariantQuery(brand: ID(2000)), request, by: caller)
                    _ = try await house.catalogue.images(ImageQuery(), request, by: caller)
                }
                _ = try await house.catalogue.products(ProductQuery(code: "P7"), PageRequest(), by: caller)
                _ = try await house.catalogue.variants(VariantQuery(product: ID(7)), PageRequest(), by: caller)
                _ = try await house.catalogue.variants(
                    VariantQuery(code: "V7", barcode: try Barcode("4000000000006")), PageRequest(), by: caller)
                _ = try await house.catalogue.images(
                    ImageQuery(brand: ID(2000), status: .queued), PageRequest(), by: caller)
                _ = try await house.catalogue.images(ImageQuery(product: ID(7)), PageRequest(), by: caller)
                _ = try await house.catalogue.images(ImageQuery(variant: ID(8)), PageRequest(), by: caller)
                _ = try await house.catalogue.product(ID(7), by: caller)
                _ = try await house.catalogue.variant(ID(7), by: caller)
                _ = try await house.catalogue.image(ID(7), by: caller)
            }
        },
        HotPath("stock is listed") { house in
            for caller in house.catalogCallers {
                _ = try await house.catalogue.stock(StockQuery(), PageRequest(number: 4), by: caller)
                _ = try await house.catalogue.stock(
                    StockQuery(brand: ID(2000), warehouse: ID(2000)), PageRequest(), by: caller)
                _ = try await house.catalogue.stock(StockQuery(variant: ID(7)), PageRequest(), by: caller)
                _ = try await house.catalogue.stock(
                    StockQuery(barcode: try Barcode("4000000000006")), PageRequest(), by: caller)
            }
        },
        HotPath("prices are listed, on record and in force") { house in
            for caller in house.catalogCallers {
                for at in [nil, Instant(seconds: 20_050 * 86_400)] {
                    for number in [1, 9] {
                        _ = try await house.catalogue.prices(
                            PriceQuery(host: ID(2000), at: at), PageRequest(number: number), by: caller)
                    }
                    _ = try await house.catalogue.prices(
                        PriceQuery(brand: ID(2000), host: ID(2000), variant: ID(8), at: at), PageRequest(), by: caller)
                    _ = try await house.catalogue.prices(
                        PriceQuery(host: ID(2000), barcode: try Barcode("4000000000006"), at: at), PageRequest(),
                        by: caller)
                }
            }
        },
        HotPath("orders are placed and listed") { house in
            for caller in house.catalogCallers {
                _ = try await house.catalogue.orders(OrderQuery(), PageRequest(number: 4), by: caller)
                _ = try await house.catalogue.orders(OrderQuery(number: "N7"), PageRequest(), by: caller)
                _ = try await house.catalogue.orders(OrderQuery(status: .open), PageRequest(), by: caller)
            }
            let line = OrderDraft.Line(barcode: try Barcode("4000000000006"), quantity: 3, price: nil)
            let draft = OrderDraft(number: "New", brand: ID(2000), host: ID(2000), lines: [line])
            let order = try await house.catalogue.createOrder(draft, by: house.caller)
            _ = try await house.catalogue.order(order.id, by: house.caller)
        },
        HotPath("a small file changes products, stock, prices, images and orders") { house in
            try await house.load(count: 50)
        },
        // As many as the brand has: read in one go.
        HotPath("a large file sets the stock", most: 6000) { house in
            try await house.storage.write { tx in
                let levels = (1...5000).map { StockRow(variant: ID(Int64($0)), quantity: $0 % 100 == 0 ? 6 : 5) }
                let brand = ID<Brand>(Platform.largeBrand)
                _ = try StockLevels.set(levels, of: brand, at: ID(2000), now: try tx.now(), in: tx)
                guard let found = try BrandTable.find(brand, in: tx) else { throw Failure.notFound("brand") }
                let barcodes = try (1...5000).map { _ in try Barcode("4000000000006") }
                _ = try VariantTable.find(barcodes, brand: found, in: tx)
            }
        },
    ]
}

extension House {
    /// What the files of a brand do with so many rows.
    fileprivate func load(count: Int) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard let brand = try BrandTable.find(ID(Platform.largeBrand), in: tx),
                let price = DecimalNumber("19.90")
            else { throw Failure.notFound("brand") }
            let rows = try (0..<count).map { number in
                ProductRow(
                    code: "P\(number + 1)", title: "New", description: "", category: "", colour: "", size: "",
                    sequence: 1, variantCode: "New\(number)", barcode: try barcode(number), rrp: price, sellPrice: nil)
            }
            var load = ProductLoad(brand, at: now, in: tx)
            try load.apply(rows)
            _ = try load.finish()
            let variants = try VariantTable.find(rows.map(\.barcode), brand: brand, in: tx)
            let ids = try ProductTable.ids(of: rows.map(\.code), brand: brand, in: tx)
            let stock = variants.values.map { StockRow(variant: $0.variant, quantity: 7) }
            _ = try StockLevels.set(stock, of: brand.id, at: ID(2000), now: now, in: tx)
            try PriceTable.insert(
                variants.values.map { PriceRow(variant: $0.variant, price: price, rrp: nil) }, of: brand.id,
                at: ID(2000), from: now.civilDate, through: nil, upload: 1_000_000, now: now, in: tx)
            let images = ids.values.map { ImageRow(product: $0, variant: nil, url: "https://i.example", sequence: 1) }
            _ = try ImageTable.replace(images, of: brand, now: now, in: tx)
            var dispatches = DispatchLoad(brand, at: now, in: tx)
            _ = try dispatches.conflicts(
                (1...count).map { DispatchRow(orderNumber: "N\($0)", barcode: rows[0].barcode, quantity: 1) })
            try dispatches.apply([DispatchRow(orderNumber: "N6", barcode: try Barcode("4000000000006"), quantity: 1)])
            _ = try dispatches.finish()
            _ = try ImageTable.find(ID(1), in: tx)
            _ = try CatalogMemberTable.find([ID(4000)], in: ID(1), tx)
        }
    }

    private func barcode(_ number: Int) throws -> Barcode {
        for check in 0...9 {
            if let barcode = try? Barcode(String(500_000_000_000 + number) + String(check)) { return barcode }
        }
        throw Failure.notFound("check digit")
    }
}
