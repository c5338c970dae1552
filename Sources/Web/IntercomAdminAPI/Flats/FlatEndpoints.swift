import Access
import Basics
import HTTPSupport
import Hummingbird

/// `/intercoms/{intercom}/flats`: the apartments that an intercom serves.
struct FlatEndpoints: Sendable {
    let flats: Flats
    let location: SurfaceLocation

    func list(_ request: Request, _ context: CallerContext) async throws -> Response {
        let page = try await flats.page(
            of: try context.intercom, search: request.query("search"), request.pageRequest, by: context.principal)
        return LengthAwarePage(page: page, represent: flatRepresentation, request: request, location: location).response
    }

    func get(_ request: Request, _ context: CallerContext) async throws -> Response {
        let details = try await flats.get(
            try context.id("flat", of: "flat"), of: try context.intercom, by: context.principal)
        return .json(
            flatRepresentation(details.flat).merging([
                "keys": .array(details.keys.map(keyRepresentation)),
                "users": .array(details.tenants.map(tenantRepresentation)),
            ]))
    }
}
