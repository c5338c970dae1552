import Basics
import Events
import Identity
import Storage

/// What the tenants of a unit hear of its calls, each on their own push channel.
enum CallNews {
    /// A visitor rings.
    static func rang(_ call: Call, in tx: any Transaction) throws {
        try append("call", about(call), of: call, in: tx)
    }

    /// It came further, so that other phones stop ringing.
    static func changed(_ call: Call, in tx: any Transaction) throws {
        try append("call_status", about(call), of: call, in: tx)
    }

    private static func append(_ type: String, _ data: JSON, of call: Call, in tx: any Transaction) throws {
        let users = try tx.fetch(
            "SELECT user_id FROM tenant WHERE unit_id = \(call.unit) AND moved_out_at IS NULL")
        guard !users.isEmpty else { return }
        let channels = try users.map { "private-user.\(try $0.integer("user_id"))" }
        try Outbox.append(try NewEvent(type: type, data: data, channels: channels), in: tx)
    }

    private static func about(_ call: Call) -> JSON {
        [
            "guid": .string(call.guid), "status": .string(call.status.rawValue), "panel_id": JSON(call.panel),
            "panel_name": .string(call.panelName), "unit_id": JSON(call.unit),
            "call_type": .string(call.type.rawValue), "notification_type": .string(call.notification.rawValue),
            "created_at": JSON(call.createdAt),
        ]
    }
}
