import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/keychains`, and `/v3/access_codes`, another name of the list.
struct KeychainEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/keychains", list),
            desk.route(.get, "/v3/access_codes", list),
            desk.route(.post, "/v3/keychains/custom") { try await create(.custom, $0) },
            desk.route(.post, "/v3/keychains/one_time") { try await create(.oneTime, $0) },
            desk.route(.post, "/v3/keychains/recurring") { try await create(.recurring, $0) },
            desk.route(.get, "/v3/keychains/{keychain}", show),
            desk.route(.delete, "/v3/keychains/{keychain}", delete),
        ]
    }

    private static let includes = ["virtual_keys.door_releases.panel", "devices.building", "tenant", "unit"]

    private func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(
            ListRules(
                sorts: ["created_at=created", "name", "starts_at", "ends_at"], includes: Self.includes,
                filters: ["unit", "tenant", "status"]))
        var wanted = KeychainQuery(page: query.listRequest(), order: RowOrder(query.order))
        wanted.unit = query.id("unit")
        wanted.tenant = query.id("tenant")
        if let word = query.filter("status") {
            guard let status = KeychainStatus(rawValue: word) else {
                return try await call.list(
                    ResourceKinds.keychains, ListPage<KeychainDetails>(items: [], total: 0, next: nil), query)
            }
            wanted.status = status
        }
        return try await call.list(
            ResourceKinds.keychains, try await call.rooms.keychains.page(wanted, by: call.user), query)
    }

    private func create(_ kind: KeychainKind, _ call: ResourceCall) async throws -> Response {
        let document = try await call.document(type: "keychains")
        let draft = try KeychainBody(document: document).draft(kind)
        let made = try await call.rooms.keychains.create(draft, by: call.user)
        // Its keys and doors come with it, whatever is asked for.
        let query = try call.query(ListRules(includes: Self.includes)).including(["virtual_keys", "devices"])
        return try await call.show(ResourceKinds.keychains, made, query, status: .created)
    }

    private func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(ListRules(includes: Self.includes))
        return try await call.show(
            ResourceKinds.keychains, try await call.rooms.keychains.get(call.id("keychain"), by: call.user), query)
    }

    private func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.keychains.delete(call.id("keychain"), by: call.user)
        return Response(status: .noContent)
    }
}
