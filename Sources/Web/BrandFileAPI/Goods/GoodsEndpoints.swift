import Basics
import Catalog
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/api/product`, `/api/variant`, `/api/stock`, `/api/price` and `/api/image`: what files have made of the catalogue.
struct GoodsEndpoints: Sendable {
    let catalogue: Catalogue

    var routes: [Route<BrandFileContext>] {
        [
            Route(.get, "/api/product", products),
            Route(.get, "/api/product/{id}", product),
            Route(.get, "/api/variant", variants),
            Route(.get, "/api/variant/{id}", variant),
            Route(.get, "/api/stock", stock),
            Route(.get, "/api/stock/{id}", stockLevel),
            Route(.get, "/api/price", prices),
            Route(.get, "/api/price/{id}", price),
            Route(.get, "/api/image", images),
            Route(.get, "/api/image/{id}", image),
        ]
    }

    private func products(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let query = ProductQuery(brand: try request.key("fk_brand"), code: request.parameter("code"))
        let page = try await catalogue.products(query, try request.page, by: context.principal)
        return .envelope("product", page, productRepresentation)
    }

    private func product(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let product = try await catalogue.product(try context.id(of: "product"), by: context.principal)
        return .envelope("product", productRepresentation(product))
    }

    private func variants(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let query = VariantQuery(
            brand: try request.key("fk_brand"), product: try request.key("fk_product"),
            code: request.parameter("code"), barcode: try request.barcode("barcode"))
        let page = try await catalogue.variants(query, try request.page, by: context.principal)
        return .envelope("variant", page, variantRepresentation)
    }

    private func variant(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let variant = try await catalogue.variant(try context.id(of: "variant"), by: context.principal)
        return .envelope("variant", variantRepresentation(variant))
    }

    private func stock(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let query = StockQuery(
            brand: try request.key("fk_brand"), warehouse: try request.key("fk_warehouse"),
            variant: try request.key("fk_variant"), barcode: try request.barcode("barcode"))
        let page = try await catalogue.stock(query, try request.page, by: context.principal)
        return .envelope("stock", page, stockRepresentation)
    }

    private func stockLevel(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let level = try await catalogue.stockLevel(try context.id(of: "stock"), by: context.principal)
        return .envelope("stock", stockRepresentation(level))
    }

    private func prices(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let query = PriceQuery(
            brand: try request.key("fk_brand"), host: try request.key("fk_host"),
            variant: try request.key("fk_variant"), barcode: try request.barcode("barcode"),
            at: try request.moment("at"))
        let page = try await catalogue.prices(query, try request.page, by: context.principal)
        return .envelope("price", page, priceRepresentation)
    }

    private func price(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let price = try await catalogue.price(try context.id(of: "price"), by: context.principal)
        return .envelope("price", priceRepresentation(price))
    }

    private func images(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let query = ImageQuery(
            brand: try request.key("fk_brand"), product: try request.key("fk_product"),
            variant: try request.key("fk_variant"), status: try request.word("status"))
        let page = try await catalogue.images(query, try request.page, by: context.principal)
        return .envelope("image", page, imageRepresentation)
    }

    private func image(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let image = try await catalogue.image(try context.id(of: "image"), by: context.principal)
        return .envelope("image", imageRepresentation(image))
    }
}
