import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// `/v3/me`: who asks.
struct UserEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/me", show),
            desk.route(.put, "/v3/me", update),
            desk.route(.patch, "/v3/me", update),
        ]
    }

    private static let rules = ListRules(includes: [
        "tenants.building", "tenants.unit", "tenants.panels", "tenants.devices", "tenants.user", "buildings",
        "units.building", "units.zone",
    ])

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(UserEndpoints.rules)
        return try await call.show(ResourceKinds.users, try await call.rooms.people.me(call.user), query)
    }

    func update(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(UserEndpoints.rules)
        let document = try await call.document(type: "users")
        try document.require(id: call.user.description)
        var edits = AttributeEdits<ProfileDraft>(document)
        edits.profile()
        let change = try edits.finish()
        return try await call.show(ResourceKinds.users, try await call.rooms.people.update(call.user, change), query)
    }
}

extension AttributeEdits<ProfileDraft> {
    /// What people tell of themselves. A whole name gives way to its parts.
    mutating func profile() {
        if fields.has("name") {
            let name = fields.text("name") ?? ""
            add { $0.setName(name) }
        }
        text("first_name", \.firstName)
        text("last_name", \.lastName)
        text("phone_number", \.phoneNumber)
        word("contact_preference", \.contactPreference)
    }
}
