import Basics
import Storage

enum MessageTable {
    static func insert(
        _ content: Message.Content, for unit: ID<Unit>, at panel: Panel, now: Instant, in tx: any Transaction
    ) throws -> Message {
        var body: String?
        var audio: Digest?
        switch content {
        case .text(let text): body = text.trimmed
        case .voice(let digest): audio = digest
        }
        let rows = try tx.fetch(
            """
            INSERT INTO door_message (building_id, panel_id, unit_id, body, audio, created_at)
            VALUES (\(panel.building), \(panel.id), \(unit), \(body), \(audio), \(now)) RETURNING *
            """)
        return try message(rows[0])
    }

    static func newest(
        _ count: Int, of unit: ID<Unit>, since: Instant, in tx: any Transaction
    ) throws -> [Message] {
        try tx.fetch(
            """
            SELECT * FROM door_message WHERE unit_id = \(unit) AND created_at >= \(since)
            ORDER BY id DESC LIMIT \(count)
            """
        ).map(message)
    }

    static func message(_ row: Row) throws -> Message {
        let audio = try row.optional("audio", row.digest)
        return Message(
            id: try row.id("id"), panel: try row.id("panel_id"), unit: try row.id("unit_id"),
            content: try audio.map { .voice($0) } ?? .text(row.text("body")), createdAt: try row.instant("created_at"))
    }
}
