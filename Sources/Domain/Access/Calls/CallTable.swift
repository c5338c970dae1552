import Basics
import Identity
import Storage

enum CallTable {
    static let columns: SQL = """
        SELECT door_call.*, panel.title AS panel_name FROM door_call JOIN panel ON panel.id = door_call.panel_id
        """

    static func insert(
        guid: String, at panel: Panel, unit: ID<Unit>, type: CallType, notification: CallNotification, image: Digest?,
        at now: Instant, in tx: any Transaction
    ) throws -> ID<Call> {
        ID(
            try tx.integer(
                """
                INSERT INTO door_call (guid, building_id, panel_id, unit_id, call_type, notification_type, status, image,
                    created_at, updated_at)
                VALUES (\(guid), \(panel.building), \(panel.id), \(unit), \(type.rawValue), \(notification.rawValue),
                    \(CallStatus.initializing.rawValue), \(image), \(now), \(now))
                RETURNING id
                """))
    }

    static func find(_ guid: String, in tx: any Transaction) throws -> Call? {
        try tx.first("\(columns) WHERE door_call.guid = \(guid)").map(call)
    }

    /// As `find`; nobody else may take a step until the transaction ends.
    static func hold(_ guid: String, in tx: any Transaction) throws -> Call? {
        _ = try tx.fetch("SELECT id FROM door_call WHERE guid = \(guid) \(tx.dialect.forUpdate)")
        return try find(guid, in: tx)
    }

    static func set(
        _ status: CallStatus, of id: ID<Call>, answeredBy user: ID<User>? = nil, at now: Instant,
        in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE door_call SET status = \(status.rawValue), answered_by = COALESCE(\(user), answered_by),
                updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Removes calls of before then, at most so many.
    static func delete(before then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM door_call WHERE id IN
                (SELECT id FROM door_call WHERE created_at < \(then) ORDER BY created_at LIMIT \(most))
            """)
    }

    static func call(_ row: Row) throws -> Call {
        guard let type = CallType(rawValue: try row.text("call_type")),
            let notification = CallNotification(rawValue: try row.text("notification_type")),
            let status = CallStatus(rawValue: try row.text("status"))
        else { throw StorageError.decoding("a call is of no known kind") }
        return Call(
            id: try row.id("id"), guid: try row.text("guid"), building: try row.id("building_id"),
            panel: try row.id("panel_id"), panelName: try row.text("panel_name"), unit: try row.id("unit_id"),
            type: type, notification: notification, status: status, image: try row.optional("image", row.digest),
            createdAt: try row.instant("created_at"), updatedAt: try row.instant("updated_at"))
    }
}
