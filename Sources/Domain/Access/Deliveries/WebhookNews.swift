package import Basics
import Identity
package import Storage

/// What webhooks are told, in the flat form that their receivers know.
///
/// To be called in the transaction in which it happens, once its row stands: the message goes out if and only if that
/// commits. Where nobody listens it costs one look by an index. Each tells whether anybody does, so that workers are woken
/// after the commit.
package enum WebhookNews {
    /// `door_release`, `create`.
    @discardableResult
    package static func opened(
        _ release: ID<DoorRelease>, building: ID<Building>, unit: ID<Unit>?, in tx: any Transaction
    ) throws -> Bool {
        let listeners = try WebhookListeners(building: building, unit: unit, in: tx)
        return try listeners.tell(.doorRelease, .create, id: "\(release)", in: tx) { _ in
            try tx.first(
                """
                SELECT door_release.id, door_release.panel_id, door_release.release_method,
                    door_release.door_release_type, door_release.name, door_release.logged_at, door_release.unit_id,
                    unit.label
                FROM door_release LEFT JOIN unit ON unit.id = door_release.unit_id WHERE door_release.id = \(release)
                """
            ).map { row in
                [
                    "id": .integer(try row.integer("id")), "panel_id": .integer(try row.integer("panel_id")),
                    "release_method": .string(try row.text("release_method")),
                    "door_release_type": .string(try row.text("door_release_type")),
                    "name": JSON(try row.optional("name", row.text)),
                    "logged_at": .string(try row.instant("logged_at").webhookText),
                    "unit": try row.optional("label", row.text).map { label in
                        ["id": .integer(try row.integer("unit_id")), "label": .string(label)]
                    } ?? .null,
                ]
            }
        }
    }

    /// `call`, `create`: a tenant's webhook names that tenant, a building's the one who has lived there longest.
    @discardableResult
    package static func rang(
        _ call: Call, _ telling: CallTelling, at now: Instant, in tx: any Transaction
    ) throws -> Bool {
        let listeners = try WebhookListeners(building: call.building, unit: call.unit, in: tx)
        return try listeners.tell(.call, .create, id: call.guid, in: tx) { listener in
            let panel: JSON = [
                "id": JSON(call.panel), "name": .string(call.panelName), "sip_username": .string("panel_\(call.panel)"),
            ]
            let label = try tx.first("SELECT label FROM unit WHERE id = \(call.unit)").map { try $0.text("label") }
            return [
                "guid": .string(call.guid), "user": try person(listener.user, in: call.unit, tx), "panel": panel,
                "unit": ["id": JSON(call.unit), "label": JSON(label)], "provider": .string(telling.provider.rawValue),
                "source": panel, "image_url": JSON(call.picture.flatMap { telling.link($0, now) }),
                "notification_type": .string(call.notification.rawValue),
            ]
        }
    }

    /// `call`, `status_update`, with the status that the call has now.
    @discardableResult
    package static func changed(_ call: Call, in tx: any Transaction) throws -> Bool {
        let listeners = try WebhookListeners(building: call.building, unit: call.unit, in: tx)
        return try listeners.tell(.call, .statusUpdate, id: call.guid, in: tx) { _ in
            ["call": ["guid": .string(call.guid)], "status": .string(call.status.rawValue)]
        }
    }

    private static func person(
        _ user: ID<User>?, in unit: ID<Unit>, _ tx: any Transaction
    ) throws -> JSON {
        let condition: SQL = user.map { "AND user_account.id = \($0)" } ?? ""
        let row = try tx.first(
            """
            SELECT user_account.id, user_account.login, user_account.name FROM tenant
            JOIN user_account ON user_account.id = tenant.user_id
            WHERE tenant.unit_id = \(unit) AND tenant.moved_out_at IS NULL \(condition) ORDER BY tenant.id LIMIT 1
            """)
        guard let row else { return .null }
        let id = try row.integer("id")
        let login = try row.text("login")
        let words = try row.optional("name", row.text)?.split(separator: " ", maxSplits: 1).map { String($0) } ?? []
        return [
            "id": .integer(id), "first_name": JSON(words.first), "last_name": JSON(words.dropFirst().first),
            "sip_username": .string("user_\(id)"), "email": JSON(login.contains("@") ? login : nil),
        ]
    }
}

extension Instant {
    /// To the second, as webhooks write times: `2023-01-01T00:00:00Z`.
    fileprivate var webhookText: String { iso8601Seconds }
}
