import Basics
import Identity
import Storage

/// Takes a person out of what waits to be sent to webhooks: the messages go out, and name nobody.
struct WebhookErasure {
    let user: ID<User>
    /// Openings that tell of nobody any more.
    let openings: Set<Int64>

    /// Looks through all that waits for the webhooks of the buildings and their tenants.
    func run(in buildings: Set<ID<Building>>, _ tx: any Transaction) throws {
        for building in buildings.sorted() {
            for row in try tx.fetch("SELECT id FROM integration WHERE building_id = \(building) ORDER BY id") {
                let integration = try row.integer("id")
                var changed: [(message: Int64, payload: String)] = []
                try tx.forEach("SELECT id, payload FROM webhook_message WHERE integration_id = \(integration)") { row in
                    guard let payload = JSON(text: try row.text("payload")), let nameless = nameless(payload) else {
                        return
                    }
                    changed.append((try row.integer("id"), nameless.text))
                }
                for (message, payload) in changed {
                    try tx.execute("UPDATE webhook_message SET payload = \(payload) WHERE id = \(message)")
                }
            }
        }
    }

    /// Nil where the payload tells nothing of the person.
    private func nameless(_ payload: JSON) -> JSON? {
        if let called = payload["user"]?["id"]?.integer { return called == user.number ? payload.without("user") : nil }
        guard let opening = payload["id"]?.integer, openings.contains(opening) else { return nil }
        return payload.without("name")
    }
}

extension JSON {
    /// The same object with null for this member.
    fileprivate func without(_ name: String) -> JSON {
        .object((members ?? []).map { $0.name == name ? Member(name, .null) : $0 })
    }
}
