import Basics
import Storage

enum DoorReleaseTable {
    static func insert(
        _ admission: Admission, at panel: Panel, loggedAt: Instant, now: Instant, in tx: any Transaction
    ) throws -> (id: ID<DoorRelease>, name: String?) {
        let key = admission.virtualKey?.key
        let rows = try tx.fetch(
            """
            INSERT INTO door_release (building_id, panel_id, unit_id, tenant_id, user_id, virtual_key_id,
                release_method, door_release_type, name, logged_at, created_at)
            VALUES (\(panel.building), \(panel.id), \(admission.unit), \(admission.tenant),
                (SELECT user_id FROM tenant WHERE id = \(admission.tenant)), \(key), \(admission.releaseMethod), 'visitor',
                COALESCE((SELECT name FROM virtual_key WHERE id = \(key)),
                    (SELECT user_account.name FROM tenant JOIN user_account ON user_account.id = tenant.user_id
                        WHERE tenant.id = \(admission.tenant))), \(loggedAt), \(now))
            RETURNING id, name
            """)
        return (try rows[0].id("id"), try rows[0].optional("name", rows[0].text))
    }

    /// The newest first; for the history of one unit.
    static func newest(_ count: Int, of unit: ID<Unit>, in tx: any Transaction) throws -> [DoorRelease] {
        try tx.fetch("SELECT * FROM door_release WHERE unit_id = \(unit) ORDER BY id DESC LIMIT \(count)").map { row in
            DoorRelease(
                id: try row.id("id"), building: try row.id("building_id"), panel: try row.id("panel_id"),
                unit: try row.optional("unit_id") { try row.id($0) },
                tenant: try row.optional("tenant_id") { try row.id($0) },
                virtualKey: try row.optional("virtual_key_id") { try row.id($0) },
                method: try row.text("release_method"), name: try row.optional("name", row.text),
                loggedAt: try row.instant("logged_at"), createdAt: try row.instant("created_at"))
        }
    }
}
