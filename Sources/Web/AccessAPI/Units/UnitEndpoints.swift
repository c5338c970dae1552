import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// `/v3/units`: who lives or administers there sees them, Building Admins change them.
struct UnitEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/units", list),
            desk.route(.post, "/v3/units", create),
            desk.route(.get, "/v3/units/{unit}", show),
            desk.route(.put, "/v3/units/{unit}", update),
            desk.route(.patch, "/v3/units/{unit}", update),
            desk.route(.delete, "/v3/units/{unit}", delete),
        ]
    }

    private static let rules = ListRules(
        sorts: ["label", "created_at=created"], includes: ["zone.building", "building"], filters: ["building", "zone"])

    func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(UnitEndpoints.rules)
        let page = try await call.rooms.units.page(
            try query.listRequest(ordered: true), building: query.id("building"), zone: query.id("zone"),
            order: query.order(["label": .label, "created_at": .createdAt]), by: call.user)
        return try await call.list(ResourceKinds.units, page, query)
    }

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(UnitEndpoints.rules)
        return try await call.show(
            ResourceKinds.units, try await call.rooms.units.get(call.id("unit"), by: call.user), query)
    }

    func create(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(UnitEndpoints.rules)
        let document = try await call.document(type: "units")
        var edits = AttributeEdits<UnitDraft>(document)
        edits.unit()
        let change = try edits.finish()
        var draft = UnitDraft(label: "")
        change(&draft)
        let unit = try await call.rooms.units.create(draft, in: try document.id("zone", type: "zones"), by: call.user)
        return try await call.show(ResourceKinds.units, unit, query, status: .created)
    }

    func update(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(UnitEndpoints.rules)
        let document = try await call.document(type: "units", id: .path("unit"))
        var edits = AttributeEdits<UnitDraft>(document)
        edits.unit()
        let unit = try await call.rooms.units.update(
            call.id("unit"), zone: try document.id("zone", type: "zones"), by: call.user, try edits.finish())
        return try await call.show(ResourceKinds.units, unit, query)
    }

    func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.units.delete(call.id("unit"), by: call.user)
        return .noContent
    }
}

extension AttributeEdits<UnitDraft> {
    fileprivate mutating func unit() {
        text("label", \.label)
        text("unit_type", \.type)
        text("floor", \.floor)
    }
}
