import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// `/v3/tenants`: tenants see themselves, administrators all that live where they administer, Building Admins change them.
struct TenantEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/tenants", list),
            desk.route(.post, "/v3/tenants", create),
            desk.route(.get, "/v3/tenants/{tenant}", show),
            desk.route(.put, "/v3/tenants/{tenant}", update),
            desk.route(.patch, "/v3/tenants/{tenant}", update),
            desk.route(.delete, "/v3/tenants/{tenant}", delete),
        ]
    }

    private static let rules = ListRules(
        sorts: ["name", "created_at=created,active_at"],
        includes: ["user", "unit.zone", "building", "panels", "devices"], filters: ["building", "unit"])

    func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(TenantEndpoints.rules)
        let page = try await call.rooms.tenants.page(
            try query.listRequest(ordered: true), building: query.id("building"), unit: query.id("unit"),
            order: query.order(["name": .name, "created_at": .createdAt]), by: call.user)
        return try await call.list(ResourceKinds.tenants, page, query)
    }

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(TenantEndpoints.rules)
        return try await call.show(
            ResourceKinds.tenants, try await call.rooms.tenants.get(call.id("tenant"), by: call.user), query)
    }

    func create(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(TenantEndpoints.rules)
        let document = try await call.document(type: "tenants")
        var edits = AttributeEdits<ProfileDraft>(document)
        edits.profile()
        let login = edits.fields.text("email")
        let change = try edits.finish()
        var profile = ProfileDraft()
        change(&profile)
        let tenant = try await call.rooms.tenants.create(
            TenantDraft(login: login ?? "", profile: profile), in: try document.id("unit", type: "units"),
            by: call.user)
        return try await call.show(ResourceKinds.tenants, tenant, query, status: .created)
    }

    /// Who somebody is and where they live stays; they move out and another moves in.
    func update(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(TenantEndpoints.rules)
        let document = try await call.document(type: "tenants", id: .path("tenant"))
        let tenant = try await call.rooms.tenants.get(call.id("tenant"), by: call.user)
        var edits = AttributeEdits<ProfileDraft>(document)
        edits.profile()
        if let email = edits.fields.text("email"), Login(email) != tenant.profile.login {
            edits.fields.note("email", "cannot be changed; delete this tenant and create another")
        }
        let unit: ID<Unit>? = try document.id("unit", type: "units")
        if let unit, unit != tenant.unit {
            throw Failure.invalid(
                "unit", code: "tenant.unit", "cannot be changed; delete this tenant and create another")
        }
        let changed = try await call.rooms.tenants.update(tenant.id, by: call.user, try edits.finish())
        return try await call.show(ResourceKinds.tenants, changed, query)
    }

    func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.tenants.delete(call.id("tenant"), by: call.user)
        return .noContent
    }
}
