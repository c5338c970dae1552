public import Basics
public import Identity
import Storage

/// Which images are asked for.
public struct ImageQuery: Sendable {
    public var brand: ID<Brand>?
    public var product: ID<Product>?
    public var variant: ID<Variant>?
    public var status: ImageStatus?

    public init(
        brand: ID<Brand>? = nil, product: ID<Product>? = nil, variant: ID<Variant>? = nil, status: ImageStatus? = nil
    ) {
        self.brand = brand
        self.product = product
        self.variant = variant
        self.status = status
    }
}

extension Catalogue {
    /// Brand after brand, those of a brand as they came.
    public func images(
        _ query: ImageQuery, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<ProductImage> {
        try await read(by: principal) { caller, tx in
            guard query.product != nil || query.variant != nil || query.status != nil else {
                return try caller.sections("image_count", of: query.brand, in: tx) {
                    "FROM product_image WHERE product_image.brand_id = \($0)"
                }.rows("product_image.*", order: "product_image.id", request, in: tx).map(ImageTable.image)
            }
            var conditions = [caller.seesBrandOf("product_image.brand_id")]
            if let brand = query.brand { conditions.append("product_image.brand_id = \(brand)") }
            if let product = query.product { conditions.append("product_image.product_id = \(product)") }
            if let variant = query.variant { conditions.append("product_image.variant_id = \(variant)") }
            if let status = query.status { conditions.append("product_image.status = \(status.rawValue)") }
            return try tx.page(
                "product_image.*", "FROM product_image WHERE \(SQL.all(conditions))", order: "product_image.id",
                request
            ).map(ImageTable.image)
        }
    }

    public func image(_ id: ID<ProductImage>, by principal: Principal) async throws -> ProductImage {
        try await read(by: principal) { caller, tx in
            let row = try tx.first(
                """
                SELECT * FROM product_image
                WHERE id = \(id) AND \(caller.seesBrandOf("product_image.brand_id"))
                """)
            return try found(row.map(ImageTable.image), "image")
        }
    }
}
