public import Basics
public import Identity
import Storage

/// Which variants are asked for.
public struct VariantQuery: Sendable {
    public var brand: ID<Brand>?
    public var product: ID<Product>?
    public var code: String?
    public var barcode: Barcode?

    public init(
        brand: ID<Brand>? = nil, product: ID<Product>? = nil, code: String? = nil, barcode: Barcode? = nil
    ) {
        self.brand = brand
        self.product = product
        self.code = code
        self.barcode = barcode
    }
}

extension Catalogue {
    /// Brand after brand, those of a brand as they came.
    public func variants(
        _ query: VariantQuery, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Variant> {
        try await read(by: principal) { caller, tx in
            guard query.product != nil || query.code != nil || query.barcode != nil else {
                return try caller.sections("variant_count", of: query.brand, in: tx) {
                    "FROM variant WHERE variant.brand_id = \($0)"
                }.rows("variant.*", order: "variant.id", request, in: tx).map(VariantTable.variant)
            }
            return try tx.page(
                "variant.*", "FROM variant WHERE \(caller.condition(query))", order: "variant.id", request
            ).map(VariantTable.variant)
        }
    }

    public func variant(_ id: ID<Variant>, by principal: Principal) async throws -> Variant {
        try await read(by: principal) { caller, tx in
            let row = try tx.first(
                "SELECT * FROM variant WHERE id = \(id) AND \(caller.seesBrandOf("variant.brand_id"))")
            return try found(row.map(VariantTable.variant), "variant")
        }
    }
}

extension CatalogCaller {
    func condition(_ query: VariantQuery) -> SQL {
        var conditions: [SQL] = [seesBrandOf("variant.brand_id")]
        if query.code != nil || query.barcode != nil {
            // Codes and barcodes are found by company.
            conditions.append("variant.company_id IN (SELECT company.id FROM company WHERE \(seesCompany))")
        }
        if let code = query.code { conditions.append("variant.code = \(code)") }
        if let barcode = query.barcode { conditions.append("variant.barcode = \(barcode)") }
        if let product = query.product { conditions.append("variant.product_id = \(product)") }
        if let brand = query.brand { conditions.append("variant.brand_id = \(brand)") }
        return .all(conditions)
    }

    /// The ids of the variants with a barcode; several only where several companies have it.
    func variants(_ barcode: Barcode, in tx: any Transaction) throws -> [ID<Variant>] {
        try tx.fetch(
            "SELECT variant.id FROM variant WHERE \(condition(VariantQuery(barcode: barcode))) ORDER BY id LIMIT 1000"
        )
        .map { try $0.id("id") }
    }
}
