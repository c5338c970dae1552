public import Basics
public import Identity
import Storage

/// Which products are asked for.
public struct ProductQuery: Sendable {
    public var brand: ID<Brand>?
    public var code: String?

    public init(brand: ID<Brand>? = nil, code: String? = nil) {
        self.brand = brand
        self.code = code
    }
}

extension Catalogue {
    /// Brand after brand, those of a brand as they came.
    public func products(
        _ query: ProductQuery, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Product> {
        try await read(by: principal) { caller, tx in
            guard let code = query.code else {
                return try caller.sections("product_count", of: query.brand, in: tx) {
                    "FROM product WHERE product.brand_id = \($0)"
                }.rows("product.*", order: "product.id", request, in: tx).map(ProductTable.product)
            }
            var conditions: [SQL] = [
                "product.company_id IN (SELECT company.id FROM company WHERE \(caller.seesCompany))",
                "product.code = \(code)", caller.seesBrandOf("product.brand_id"),
            ]
            if let brand = query.brand { conditions.append("product.brand_id = \(brand)") }
            return try tx.page(
                "product.*", "FROM product WHERE \(SQL.all(conditions))", order: "product.id", request
            ).map(ProductTable.product)
        }
    }

    public func product(_ id: ID<Product>, by principal: Principal) async throws -> Product {
        try await read(by: principal) { caller, tx in
            let row = try tx.first(
                "SELECT * FROM product WHERE id = \(id) AND \(caller.seesBrandOf("product.brand_id"))")
            return try found(row.map(ProductTable.product), "product")
        }
    }
}
