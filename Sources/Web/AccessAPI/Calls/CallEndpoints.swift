import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/me/calls`: calls that rang where the caller lives.
struct CallEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/me/calls", list),
            desk.route(.get, "/v3/me/calls/{call}/status", status),
            desk.route(.post, "/v3/me/calls/{call}/token", token),
        ]
    }

    private static let rules = ListRules(
        sorts: ["created_at=created,logged_at", "notification_type", "call_type"],
        includes: ["panel.building", "unit"], filters: ["unit", "notification_type", "call_type", "guid"])

    private func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(Self.rules)
        var wanted = CallQuery(page: query.listRequest(), order: RowOrder(query.order))
        wanted.unit = query.id("unit")
        wanted.notification = query.filter("notification_type")
        wanted.type = query.filter("call_type")
        wanted.guid = query.filter("guid")
        return try await call.list(
            ResourceKinds.calls, try await call.rooms.calls.page(wanted, by: call.user).map(call.source.call), query)
    }

    /// The call itself comes with it, whatever is asked for.
    private func status(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(ListRules(includes: ["call.panel.building", "call.unit"])).including(["call"])
        let found = try await call.rooms.calls.get(call.text("call"), by: call.user)
        return try await call.show(ResourceKinds.callStatuses, found, query)
    }

    /// With which an app joins the call's room.
    private func token(_ call: ResourceCall) async throws -> Response {
        let found = try await call.rooms.calls.get(call.text("call"), by: call.user)
        let document = try await call.document(type: "token")
        var fields = AttributeReader(document)
        let device = fields.requiredText("device_uuid")
        if let device, device.utf8.count > 200 || device.hasControlCharacters {
            fields.note("device_uuid", "is invalid")
        }
        try fields.finish()
        let (provider, token) = try call.rooms.callTokens.token(
            for: found, user: call.user, device: device ?? "", at: .now)
        return .jsonAPI(
            ["tokens": .object([JSON.Member(provider.rawValue, .string(token.exposed))])], status: .created)
    }
}
