import Basics
import Storage

enum EventTable {
    static func insert(
        _ event: NewEvent, id: EventID, channel: String, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO outbox_event (event_id, channel, type, payload, transient, created_at)
            VALUES (\(id.text), \(channel), \(event.type), \(event.payload), \(event.isTransient), \(now))
            """)
    }

    /// Rows behind `row`, in their order.
    static func after(_ row: Int64, limit: Int, in tx: any Transaction) throws -> [OutboxEvent] {
        try tx.fetch("SELECT * FROM outbox_event WHERE id > \(row) ORDER BY id LIMIT \(limit)").map(event)
    }

    /// Those of the numbered rows that are there.
    static func rows(_ rows: [Int64], in tx: any Transaction) throws -> [OutboxEvent] {
        guard !rows.isEmpty else { return [] }
        return try tx.fetch("SELECT * FROM outbox_event WHERE id IN (\(list(rows))) ORDER BY id").map(event)
    }

    /// The row written last before a moment; 0 where there is none.
    static func lastRow(before moment: Instant, in tx: any Transaction) throws -> Int64 {
        try tx.first(
            "SELECT id FROM outbox_event WHERE created_at < \(moment) ORDER BY created_at DESC, id DESC LIMIT 1"
        ).map { try $0.integer("id") } ?? 0
    }

    /// What nobody has heard yet, oldest first.
    static func pending(
        on channel: String, after row: Int64, since moment: Instant, limit: Int, in tx: any Transaction
    ) throws -> [OutboxEvent] {
        try tx.fetch(
            """
            SELECT * FROM outbox_event
            WHERE channel = \(channel) AND id > \(row) AND delivered_at IS NULL AND NOT transient
                AND created_at >= \(moment)
            ORDER BY id LIMIT \(limit)
            """
        ).map(event)
    }

    /// What was told on these channels behind a row, heard or not.
    static func past(
        on channels: [String], after row: Int64, since moment: Instant, limit: Int, in tx: any Transaction
    ) throws -> [OutboxEvent] {
        guard !channels.isEmpty else { return [] }
        return try tx.fetch(
            """
            SELECT * FROM outbox_event
            WHERE channel IN (\(list(channels))) AND id > \(row) AND NOT transient AND created_at >= \(moment)
            ORDER BY id LIMIT \(limit)
            """
        ).map(event)
    }

    /// The first row that carries an event on one of these channels.
    static func row(of id: EventID, on channels: [String], in tx: any Transaction) throws -> Int64? {
        guard !channels.isEmpty else { return nil }
        return try tx.first(
            """
            SELECT id FROM outbox_event WHERE event_id = \(id.text) AND channel IN (\(list(channels)))
            ORDER BY id LIMIT 1
            """
        ).map { try $0.integer("id") }
    }

    static func markDelivered(_ rows: [Int64], at now: Instant, in tx: any Transaction) throws {
        guard !rows.isEmpty else { return }
        try tx.execute(
            "UPDATE outbox_event SET delivered_at = \(now) WHERE id IN (\(list(rows))) AND delivered_at IS NULL")
    }

    static func delete(on channel: String, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM outbox_event WHERE channel = \(channel)")
    }

    /// Deletes the oldest rows that are past keeping, at most `limit`, and tells how many.
    static func prune(
        heardBefore heard: Instant, before all: Instant, limit: Int, in tx: any Transaction
    ) throws -> Int {
        try tx.execute(
            """
            DELETE FROM outbox_event WHERE id IN (
                SELECT id FROM outbox_event
                WHERE created_at < \(heard) AND (delivered_at IS NOT NULL OR transient OR created_at < \(all))
                ORDER BY created_at LIMIT \(limit))
            """)
    }

    private static func list(_ values: [some SQLBindable]) -> SQL {
        SQL.joined(values.map { "\($0)" }, separator: ", ")
    }

    private static func event(from row: Row) throws -> OutboxEvent {
        OutboxEvent(
            row: try row.integer("id"), id: EventID(known: try row.text("event_id")),
            channel: try row.text("channel"), type: try row.text("type"), payload: try row.text("payload"),
            isTransient: try row.boolean("transient"), createdAt: try row.instant("created_at"),
            deliveredAt: try row.optional("delivered_at", row.instant))
    }
}
