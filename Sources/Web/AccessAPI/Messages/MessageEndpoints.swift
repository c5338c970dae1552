import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/me/messages`: what visitors left where the caller lives.
struct MessageEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] { [desk.route(.get, "/v3/me/messages", list)] }

    private static let rules = ListRules(
        sorts: ["created_at=created", "message_type"], includes: ["unit", "panel.building"],
        filters: ["unit", "message_type"])

    private func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(Self.rules)
        var wanted = MessageQuery(page: query.listRequest(), order: RowOrder(query.order))
        wanted.unit = query.id("unit")
        wanted.type = query.filter("message_type")
        let source = call.source
        let page = try await call.rooms.messages.page(wanted, by: call.user).map {
            source.illustrated($0, by: $0.recording)
        }
        return try await call.list(ResourceKinds.messages, page, query)
    }
}

extension ResourceKinds {
    static let messages = ResourceKind<ResourceSource, Illustrated<Message>>(
        "messages", id: { "\($0.id)" },
        attributes: [
            ("message_type", { .string($0.content.type) }),
            ("body", { JSON($0.content.text) }),
            ("audio_url", { $0.link.whole }),
            ("thumb_url", { _ in .null }),
            ("medium_url", { _ in .null }),
            ("created_at", { .time($0.createdAt) }),
        ],
        relationships: [
            ("unit", { .one(ResourceIdentifier("units", $0.unit)) }),
            ("panel", { .one(ResourceIdentifier("panels", $0.panel)) }),
        ],
        find: { _, _ in [] })
}

extension Message.Content {
    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
