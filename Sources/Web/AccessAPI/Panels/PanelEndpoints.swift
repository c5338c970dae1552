import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity
import JSONAPI

/// `/v3/panels`, and `/v3/devices`, which are the same: tenants see those that they open, administrators all of their
/// buildings, Building Admins change them.
struct PanelEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/devices", devices),
            desk.route(.get, "/v3/panels", list),
            desk.route(.post, "/v3/panels", create),
            desk.route(.get, "/v3/panels/{panel}", show),
            desk.route(.put, "/v3/panels/{panel}", update),
            desk.route(.patch, "/v3/panels/{panel}", update),
            desk.route(.delete, "/v3/panels/{panel}", delete),
            desk.route(.post, "/v3/panels/{panel}/token", renewToken),
        ]
    }

    private static let rules = ListRules(
        sorts: ["name", "created_at=created"], includes: ["building"], filters: ["building"])
    /// Without links, a list is to be whole as far as possible.
    private static let deviceRules = ListRules(
        sorts: ["name", "created_at=created"], includes: ["building"], filters: ["building"],
        pageSizes: PageSizes(standard: 100, most: 100))

    func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(PanelEndpoints.rules)
        return try await call.list(ResourceKinds.panels, try await page(call, query), query)
    }

    func devices(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(PanelEndpoints.deviceRules)
        return try await call.list(ResourceKinds.panels, try await page(call, query).items, query)
    }

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(PanelEndpoints.rules)
        return try await call.show(
            ResourceKinds.panels, try await call.rooms.panels.get(call.id("panel"), by: call.user), query)
    }

    func create(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(PanelEndpoints.rules)
        let document = try await call.document(type: "panels")
        var fields = AttributeReader(document)
        let name = fields.requiredText("name")
        let isEnabled = fields.truth("enabled") ?? true
        try fields.finish()
        let made = try await call.rooms.panels.create(
            name: name ?? "", isEnabled: isEnabled, in: try document.id("building", type: "buildings"), by: call.user)
        return try await show(made, call, query, status: .created)
    }

    func update(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(PanelEndpoints.rules)
        let document = try await call.document(type: "panels", id: .path("panel"))
        var fields = AttributeReader(document)
        let name = fields.has("name") ? fields.requiredText("name") : nil
        let isEnabled = fields.truth("enabled")
        try fields.finish()
        let panel = try await call.rooms.panels.update(
            call.id("panel"), name: name, isEnabled: isEnabled, by: call.user)
        return try await call.show(ResourceKinds.panels, panel, query)
    }

    func renewToken(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(PanelEndpoints.rules)
        let renewed = try await call.rooms.panels.renewToken(of: call.id("panel"), by: call.user)
        return try await show(renewed, call, query, status: .created)
    }

    func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.panels.delete(call.id("panel"), by: call.user)
        return .noContent
    }

    private func page(_ call: ResourceCall, _ query: ListQuery) async throws -> ListPage<Panel> {
        try await call.rooms.panels.page(
            try query.listRequest(ordered: true), building: query.id("building"),
            order: query.order(["name": .name, "created_at": .createdAt]), by: call.user)
    }

    /// With the panel's token, this once.
    private func show(
        _ panel: (panel: Panel, token: Secret), _ call: ResourceCall, _ query: ListQuery, status: HTTPResponse.Status
    ) async throws -> Response {
        var resource = ResourceKinds.panels.resource(panel.panel)
        resource.attributes.append(JSON.Member("token", .string(panel.token.exposed)))
        return try await call.answer(Document(.one(resource)), query, status: status)
    }
}
