import Basics
import Catalog
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/api/order`: what hosts order of brands.
struct OrderEndpoints: Sendable {
    let catalogue: Catalogue

    var routes: [Route<BrandFileContext>] {
        [
            Route(.get, "/api/order", list),
            Route(.post, "/api/order", create),
            Route(.get, "/api/order/{id}", get),
        ]
    }

    private func list(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let query = OrderQuery(
            brand: try request.key("fk_brand"), host: try request.key("fk_host"),
            number: request.parameter("number"), status: try request.word("status"))
        let page = try await catalogue.orders(query, try request.page, by: context.principal)
        return .envelope("order", page, orderRepresentation)
    }

    private func get(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let order = try await catalogue.order(try context.id(of: "order"), by: context.principal)
        return .envelope("order", orderRepresentation(order))
    }

    private func create(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let fields = try await EntityFields("order", of: request)
        let lines = try fields.required("line", try fields.objects("line")).map { line in
            OrderDraft.Line(
                barcode: try Barcode(field: try line.required("barcode", try line.text("barcode")), "barcode"),
                quantity: try line.required("quantity", try line.integer("quantity")),
                price: try line.decimal("price"))
        }
        let draft = OrderDraft(
            number: try fields.required("number", try fields.text("number")),
            brand: try fields.required("fk_brand", try fields.key("fk_brand")), host: try fields.key("fk_host"),
            lines: lines)
        let order = try await catalogue.createOrder(draft, by: context.principal)
        return .envelope("order", orderRepresentation(order), status: .created)
    }
}
