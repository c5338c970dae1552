import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// `/v3/roles`: Building Admins see and give the roles of their buildings.
struct RoleEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/roles", list),
            desk.route(.post, "/v3/roles", create),
            desk.route(.get, "/v3/roles/{role}", show),
            desk.route(.delete, "/v3/roles/{role}", delete),
        ]
    }

    private static let rules = ListRules(
        includes: ["user", "unit", "zone", "building"], filters: ["building", "user"])

    func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(RoleEndpoints.rules)
        let page = try await call.rooms.roles.page(
            try query.listRequest(ordered: true), building: query.id("building"), holder: query.id("user"),
            by: call.user)
        return try await call.list(ResourceKinds.roles, page, query)
    }

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(RoleEndpoints.rules)
        return try await call.show(
            ResourceKinds.roles, try await call.rooms.roles.get(call.id("role"), by: call.user), query)
    }

    /// The holder is a user by id, or anybody by `email`.
    func create(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(RoleEndpoints.rules)
        let document = try await call.document(type: "roles")
        var fields = AttributeReader(document)
        let role = fields.requiredText("role")
        let login = fields.text("email")
        try fields.finish()
        let draft = RoleDraft(
            role: role, user: try document.id("user", type: "users"), login: login,
            unit: try document.id("unit", type: "units"), zone: try document.id("zone", type: "zones"),
            building: try document.id("building", type: "buildings"))
        let made = try await call.rooms.roles.create(draft, by: call.user)
        return try await call.show(ResourceKinds.roles, made, query, status: .created)
    }

    func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.delete(call.id("role"), by: call.user)
        return .noContent
    }
}
