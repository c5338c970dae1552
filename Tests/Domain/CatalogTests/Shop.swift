import Basics
import Catalog
import Identity
import Storage
import StoragePostgres
import StorageSQLite
import TestDatabases

/// A database with an organization, an administrator of its catalogue, a company with two brands and a warehouse, and a
/// host that sells both.
struct Shop: Sendable {
    let storage: any Storage
    let catalogue: Catalogue
    let administrator: Principal
    let organization: ID<Organization>
    let company: ID<Company>
    let brand: ID<Brand>
    let other: ID<Brand>
    let host: ID<Host>
    let warehouse: ID<Warehouse>

    /// The databases on which every claim must hold.
    static let products: [Dialect.Product] = PostgresServer.isExpected ? [.sqlite, .postgres] : [.sqlite]

    static func with(_ product: Dialect.Product, _ body: (Shop) async throws -> Void) async throws {
        switch product {
        case .sqlite:
            let storage = try SQLiteStorage.inMemory()
            try await body(try await furnished(storage))
            try await storage.close()
        case .postgres:
            try await PostgresServer.withSchema { url in
                let storage = try PostgresStorage(url: url, connections: 4)
                try await body(try await furnished(storage))
                try await storage.close()
            }
        }
    }

    private static func furnished(_ storage: any Storage) async throws -> Shop {
        try await Migrator(IdentityMigrations.all + CatalogMigrations.all).migrate(storage)
        let organization = try await Organizations(storage: storage).create(named: "Trade").id
        let administrator = try await principal(
            "admin@trade.example", .administrator, in: organization, of: storage)
        let catalogue = Catalogue(storage: storage)
        func labels(_ code: String) -> LabelsChange { LabelsChange(name: code, code: code) }
        let company = try await catalogue.createCompany(labels("ACME"), by: administrator).id
        let brand = try await catalogue.createBrand(labels("ONE"), of: company, by: administrator).id
        let other = try await catalogue.createBrand(labels("TWO"), of: company, by: administrator).id
        let warehouse = try await catalogue.createWarehouse(labels("W"), of: company, by: administrator).id
        let host = try await catalogue.createHost(
            HostChange(labels: labels("H"), currency: "EUR", brands: [brand, other]), by: administrator
        ).host.id
        return Shop(
            storage: storage, catalogue: catalogue, administrator: administrator, organization: organization,
            company: company, brand: brand, other: other, host: host, warehouse: warehouse)
    }

    /// Somebody new with this part in the catalogue, and a token for it.
    static func principal(
        _ login: String, _ part: CatalogMembers.Part, in organization: ID<Organization>, of storage: any Storage
    ) async throws -> Principal {
        let user = try await Users(storage: storage).create(login: login, name: nil, in: organization)
        let tokens = Tokens(storage: storage)
        let secret = try await tokens.create(
            for: user.id, in: organization, label: "", permissions: [.catalog]
        ).secret
        _ = try await CatalogMembers(storage: storage).set(login, as: part, language: "en", in: organization)
        guard let principal = try await tokens.authenticate(secret) else { throw Failure.notFound("token") }
        return principal
    }

    func found(_ id: ID<Brand>, in tx: any Transaction) throws -> Brand {
        guard let brand = try BrandTable.find(id, in: tx) else { throw Failure.notFound("brand") }
        return brand
    }

    /// Loads rows into a brand, as a file does.
    @discardableResult
    func load(_ rows: [ProductRow], into brand: ID<Brand>? = nil) async throws -> ProductChanges {
        try await storage.write { tx in
            var load = ProductLoad(try found(brand ?? self.brand, in: tx), at: try tx.now(), in: tx)
            try load.apply(rows)
            return try load.finish()
        }
    }

    /// The ids of all variants of the first brand, in the order in which they came.
    func variants() async throws -> [ID<Variant>] {
        try await catalogue.variants(
            VariantQuery(brand: brand), PageRequest(size: 1000, most: 1000), by: administrator
        ).items.map(\.id)
    }
}

extension Barcode {
    /// The EAN-13 with these twelve digits.
    init(number: Int) throws {
        let digits = String(number + 400_000_000_000)
        for check in 0...9 {
            if let barcode = try? Barcode(digits + String(check)) {
                self = barcode
                return
            }
        }
        throw Failure.notFound("check digit")
    }
}

extension ProductRow {
    /// The row number `number`; three variants make a product.
    init(_ number: Int, title: String = "Shirt", rrp: String = "19.90", sellPrice: String? = nil) throws {
        guard let rrp = DecimalNumber(rrp) else { throw Failure.notFound("number") }
        self.init(
            code: "P\(number / 3)", title: title, description: "Of cotton", category: "Shirts", colour: "red",
            size: "\(number % 3)", sequence: Int64(number), variantCode: "V\(number)",
            barcode: try Barcode(number: number), rrp: rrp, sellPrice: sellPrice.flatMap { DecimalNumber($0) })
    }
}
