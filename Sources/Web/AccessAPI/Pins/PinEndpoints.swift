import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/pins`: a tenant's code, by the tenant's id.
struct PinEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/pins/{tenant}", show),
            desk.route(.post, "/v3/pins", set),
            desk.route(.put, "/v3/pins", set),
            desk.route(.post, "/v3/pins/set", set),
            desk.route(.put, "/v3/pins/set", set),
            desk.route(.post, "/v3/pins/combine", combine),
            desk.route(.put, "/v3/pins/combine", combine),
        ]
    }

    private func show(_ call: ResourceCall) async throws -> Response {
        let tenant: ID<Tenant> = call.id("tenant")
        let code = try await call.rooms.pins.code(of: tenant, by: call.user)
        let pin = Resource(
            ResourceIdentifier("pins", tenant), attributes: [JSON.Member("code", JSON(code?.text))])
        return .jsonAPI(Document(.one(pin)).json())
    }

    private func set(_ call: ResourceCall) async throws -> Response {
        let (tenant, code) = try await body(call)
        try await call.rooms.pins.set(code, for: tenant, by: call.user)
        return Response(status: .noContent)
    }

    private func combine(_ call: ResourceCall) async throws -> Response {
        let (tenant, code) = try await body(call)
        try await call.rooms.pins.combine(code, for: tenant, by: call.user)
        return Response(status: .noContent)
    }

    /// The tenant is named by `data.id` or among the attributes.
    private func body(_ call: ResourceCall) async throws -> (ID<Tenant>, PinCode) {
        let document = try await call.document(type: "pins")
        var fields = AttributeReader(document)
        let id = document.id ?? fields.text("id")
        if id?.trimmed.isEmpty ?? true { fields.note("id", "can't be blank") }
        let text = fields.text("code")
        var code: PinCode?
        if !fields.problems.contains(where: { $0.name == "code" }) {
            do {
                code = try PinCode(text ?? "")
            } catch {
                for problem in error.all { fields.note("code", problem.message) }
            }
        }
        try fields.finish()
        guard let id, let code else { throw Failure.invalid("code", code: "pin.code", "can't be blank") }
        return (ID(id.trimmed) ?? ID(0), code)
    }
}
