public import Basics
public import Identity
public import Storage

/// What visitors left for units.
public struct Messages: Sendable {
    let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Leaves something for the unit with this label. The recording is kept already.
    public func leave(_ content: Message.Content, for label: String, at panel: ID<Panel>) async throws -> Message {
        if case .text(let text) = content {
            guard (1...Message.longest).contains(text.trimmed.unicodeScalars.count) else {
                throw Failure.invalid(
                    "body", code: "message.body", "A message has 1 to \(Message.longest) characters.")
            }
        }
        return try await storage.write { tx in
            let now = try tx.now()
            guard let panel = try PanelTable.find(panel, in: tx) else { throw Failure.notFound("panel") }
            guard case .success(let spelled) = panel.unitLabel(label.trimmed),
                let unit = try FlatTable.unit(labelled: spelled, at: panel.id, in: tx)
            else { throw Failure.invalid("unit", code: "message.unit", "This panel has no such unit.") }
            return try MessageTable.insert(content, for: unit, at: panel, now: now, in: tx)
        }
    }

    /// The newest for one of the units where the user lives, since they have lived there; at most 100.
    public func newest(of unit: ID<Unit>, _ count: Int = 20, by user: ID<User>) async throws -> [Message] {
        try await storage.read { tx in
            let tenancy = try tx.first(
                """
                SELECT created_at FROM tenant
                WHERE unit_id = \(unit) AND user_id = \(user) AND moved_out_at IS NULL
                """)
            guard let tenancy else { throw Failure.notFound("unit") }
            return try MessageTable.newest(
                min(max(count, 1), 100), of: unit, since: try tenancy.instant("created_at"), in: tx)
        }
    }
}
