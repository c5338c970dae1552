import Basics
import Storage

enum PanelCommandTable {
    static func insert(
        _ order: PanelOrder, to panel: ID<Panel>, at now: Instant, in tx: any Transaction
    ) throws -> PanelCommand {
        let media = order.media
        let expiresAt = now + PanelCommand.lifetime
        let id: ID<PanelCommand> = ID(
            try tx.integer(
                """
                INSERT INTO panel_command (panel_id, kind, call_guid, video, audio, created_at, expires_at)
                VALUES (\(panel), \(order.word), \(order.call), \(media?.video), \(media?.audio), \(now), \(expiresAt))
                RETURNING id
                """))
        return PanelCommand(id: id, panel: panel, order: order, createdAt: now, expiresAt: expiresAt)
    }

    /// One for each panel of a building that has a token.
    static func insert(
        _ order: PanelOrder, toPanelsOf building: ID<Building>, at now: Instant, in tx: any Transaction
    ) throws -> Int {
        try tx.execute(
            """
            INSERT INTO panel_command (panel_id, kind, created_at, expires_at)
            SELECT id, \(order.word), CAST(\(now) AS BIGINT), CAST(\(now + PanelCommand.lifetime) AS BIGINT) FROM panel
            WHERE building_id = \(building) AND revoked_at IS NULL AND token_digest IS NOT NULL
            """)
    }

    /// Those that a panel has not acknowledged and that are still good, oldest first, at most 100.
    static func waiting(for panel: ID<Panel>, at now: Instant, in tx: any Transaction) throws -> [PanelCommand] {
        try tx.fetch(
            """
            SELECT * FROM panel_command
            WHERE panel_id = \(panel) AND acknowledged_at IS NULL AND expires_at > \(now) ORDER BY id LIMIT 100
            """
        ).map(command)
    }

    /// False where the panel has no such command. What was acknowledged before stays so.
    static func acknowledge(
        _ id: ID<PanelCommand>, by panel: ID<Panel>, at now: Instant, in tx: any Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE panel_command SET acknowledged_at = COALESCE(acknowledged_at, \(now))
            WHERE id = \(id) AND panel_id = \(panel)
            """) == 1
    }

    /// Removes commands of before then, at most so many.
    static func delete(before then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM panel_command WHERE id IN
                (SELECT id FROM panel_command WHERE created_at < \(then) ORDER BY created_at LIMIT \(most))
            """)
    }

    private static func command(_ row: Row) throws -> PanelCommand {
        let order = PanelOrder(
            try row.text("kind"), call: try row.optional("call_guid", row.text),
            video: try row.optional("video", row.boolean), audio: try row.optional("audio", row.boolean))
        guard let order else { throw StorageError.decoding("a command is of no known kind") }
        return PanelCommand(
            id: try row.id("id"), panel: try row.id("panel_id"), order: order,
            createdAt: try row.instant("created_at"), expiresAt: try row.instant("expires_at"))
    }
}
