import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// `/v3/zones`: who lives or administers there sees them, Building Admins change them.
struct ZoneEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/zones", list),
            desk.route(.post, "/v3/zones", create),
            desk.route(.get, "/v3/zones/{zone}", show),
            desk.route(.put, "/v3/zones/{zone}", update),
            desk.route(.patch, "/v3/zones/{zone}", update),
            desk.route(.delete, "/v3/zones/{zone}", delete),
        ]
    }

    private static let rules = ListRules(
        sorts: ["name", "created_at=created"], includes: ["building"], filters: ["building"])

    func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(ZoneEndpoints.rules)
        let page = try await call.rooms.zones.page(
            try query.listRequest(ordered: true), building: query.id("building"),
            order: query.order(["name": .name, "created_at": .createdAt]), by: call.user)
        return try await call.list(ResourceKinds.zones, page, query)
    }

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(ZoneEndpoints.rules)
        return try await call.show(
            ResourceKinds.zones, try await call.rooms.zones.get(call.id("zone"), by: call.user), query)
    }

    func create(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(ZoneEndpoints.rules)
        let document = try await call.document(type: "zones")
        var edits = AttributeEdits<ZoneDraft>(document)
        edits.zone()
        let change = try edits.finish()
        var draft = ZoneDraft(name: "")
        change(&draft)
        let zone = try await call.rooms.zones.create(
            draft, in: try document.id("building", type: "buildings"), by: call.user)
        return try await call.show(ResourceKinds.zones, zone, query, status: .created)
    }

    func update(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(ZoneEndpoints.rules)
        var edits = AttributeEdits<ZoneDraft>(try await call.document(type: "zones", id: .path("zone")))
        edits.zone()
        let zone = try await call.rooms.zones.update(call.id("zone"), by: call.user, try edits.finish())
        return try await call.show(ResourceKinds.zones, zone, query)
    }

    func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.zones.delete(call.id("zone"), by: call.user)
        return .noContent
    }
}

extension AttributeEdits<ZoneDraft> {
    fileprivate mutating func zone() {
        text("name", \.name)
        text("zone_type", \.type)
    }
}
