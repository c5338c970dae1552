import Basics
import Identity
import Storage

enum DoorReleaseTable {
    static func insert(
        _ admission: Admission, at panel: Panel, loggedAt: Instant, now: Instant, in tx: any Transaction
    ) throws -> (id: ID<DoorRelease>, name: String?) {
        let key = admission.virtualKey?.key
        let rows = try tx.fetch(
            """
            INSERT INTO door_release (organization_id, building_id, zone_id, panel_id, unit_id, tenant_id, user_id, virtual_key_id,
                release_method, door_release_type, name, logged_at, created_at)
            VALUES (\(panel.organization), \(panel.building),
                (SELECT zone_id FROM unit WHERE id = \(admission.unit)), \(panel.id), \(admission.unit), \(admission.tenant),
                (SELECT user_id FROM tenant WHERE id = \(admission.tenant)), \(key), \(admission.releaseMethod), 'visitor',
                COALESCE((SELECT name FROM virtual_key WHERE id = \(key)),
                    (SELECT user_account.name FROM tenant JOIN user_account ON user_account.id = tenant.user_id
                        WHERE tenant.id = \(admission.tenant))), \(loggedAt), \(now))
            RETURNING id, name
            """)
        return (try rows[0].id("id"), try rows[0].optional("name", rows[0].text))
    }

    /// Writes down that a tenant's app opened a door.
    static func insert(
        _ method: String, by user: ID<User>, as tenant: ID<Tenant>, of unit: ID<Unit>, at panel: Panel, call: String?,
        type: String, now: Instant, in tx: any Transaction
    ) throws -> ID<DoorRelease> {
        ID(
            try tx.integer(
                """
                INSERT INTO door_release (organization_id, building_id, zone_id, panel_id, unit_id, tenant_id, user_id,
                    release_method, door_release_type, name, call_guid, logged_at, created_at)
                VALUES (\(panel.organization), \(panel.building), (SELECT zone_id FROM unit WHERE id = \(unit)),
                    \(panel.id), \(unit), \(tenant), \(user), \(method), \(type),
                    (SELECT name FROM user_account WHERE id = \(user)), \(call), \(now), \(now))
                RETURNING id
                """))
    }

    static func release(_ row: Row) throws -> DoorRelease {
        DoorRelease(
            id: try row.id("id"), building: try row.id("building_id"), panel: try row.id("panel_id"),
            unit: try row.optional("unit_id") { try row.id($0) },
            user: try row.optional("user_id") { try row.id($0) },
            tenant: try row.optional("tenant_id") { try row.id($0) },
            virtualKey: try row.optional("virtual_key_id") { try row.id($0) }, method: try row.text("release_method"),
            type: try row.text("door_release_type"), name: try row.optional("name", row.text),
            call: try row.optional("call_guid", row.text), loggedAt: try row.instant("logged_at"),
            createdAt: try row.instant("created_at"))
    }
}
