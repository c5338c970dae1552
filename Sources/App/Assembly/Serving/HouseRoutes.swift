import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Storage

/// What belongs to no surface: the OpenAPI document and the signs of life.
struct HouseRoutes {
    static let roots = ["/openapi.json", "/health"]

    let document: OpenAPIDocument
    let storage: any Storage
    let departure: Departure

    func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: FailureMiddleware<GateContext> { failure, _ in
                .json(["message": .string(failure.message)], status: failure.kind.status)
            })
        router.mount([
            Route(.get, "/openapi.json") { [document] _, _ in .json(document.json) },
            Route(.get, "/health/live") { _, _ in .json(["status": "ok"]) },
            Route(.get, "/health/ready") { [storage, departure] _, _ in
                if departure.isLeaving { return .json(["status": "leaving"], status: .serviceUnavailable) }
                do {
                    _ = try await storage.read { tx in try tx.integer("SELECT 1") }
                    return .json(["status": "ok"])
                } catch {
                    return .json(["status": "database unavailable"], status: .serviceUnavailable)
                }
            },
        ])
        return router
    }

    static let openAPI = OpenAPIFragment(
        """
        {
          "tags": [{"name": "house", "description": "What belongs to no surface."}],
          "paths": {
            "/openapi.json": {"get": {
              "tags": ["house"], "operationId": "getOpenAPI", "summary": "This document",
              "responses": {"200": {"description": "OpenAPI 3.1",
                "content": {"application/json": {"schema": {"type": "object"}}}}}}},
            "/health/live": {"get": {
              "tags": ["house"], "operationId": "getLiveness", "summary": "Whether the process runs",
              "responses": {"200": {"description": "It does",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}}}}},
            "/health/ready": {"get": {
              "tags": ["house"], "operationId": "getReadiness", "summary": "Whether requests can be answered",
              "responses": {
                "200": {"description": "They can",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}},
                "503": {"description": "The database does not answer, or the server is being stopped",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}}}}}
          },
          "components": {"schemas": {"Health": {
            "type": "object", "required": ["status"], "properties": {"status": {"type": "string"}}}}}
        }
        """)
}
