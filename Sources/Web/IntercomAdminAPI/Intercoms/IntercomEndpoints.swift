import Access
import Basics
import HTTPSupport
import Hummingbird

/// `/intercoms`: the intercoms of the caller's organization.
struct IntercomEndpoints: Sendable {
    let panels: Panels
    let location: SurfaceLocation

    func list(_ request: Request, _ context: CallerContext) async throws -> Response {
        let page = try await panels.page(request.pageRequest, by: context.principal)
        return LengthAwarePage(page: page, represent: intercomRepresentation, request: request, location: location)
            .response
    }

    func get(_ request: Request, _ context: CallerContext) async throws -> Response {
        .json(intercomRepresentation(try await panels.get(try context.intercom, by: context.principal)))
    }

    func update(_ request: Request, _ context: CallerContext) async throws -> Response {
        let id = try context.intercom
        let fields = try await RequestFields(of: request).values
        let updated = try await panels.update(id, by: context.principal) { draft in
            try IntercomChanges(fields).apply(to: &draft)
        }
        return .json(intercomRepresentation(updated))
    }
}

extension CallerContext {
    var intercom: ID<Panel> {
        get throws { try id("intercom", of: "intercom") }
    }
}
