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
        return try await answer(call, try await call.rooms.people.me(call.user), query)
    }

    func update(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(UserEndpoints.rules)
        let (document, sent) = try await call.document(type: "users", pictures: ["avatar"])
        try document.require(id: call.user.description)
        var edits = AttributeEdits<ProfileDraft>(document)
        edits.profile()
        var pictures = sent
        try pictures.read("avatar", from: &edits.fields)
        let change = try edits.finish()
        let avatar = try await pictures.change("avatar", by: desk.media)
        return try await answer(
            call, try await call.rooms.people.update(call.user, avatar: avatar, change), query)
    }

    private func answer(_ call: ResourceCall, _ person: Person, _ query: ListQuery) async throws -> Response {
        try await call.show(ResourceKinds.users, call.source.person(person), query)
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
