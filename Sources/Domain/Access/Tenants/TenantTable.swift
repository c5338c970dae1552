import Basics
import Identity
import Storage

enum TenantTable {
    /// Those of these who live there now.
    static func load(_ ids: [ID<Tenant>], in tx: any Transaction) throws -> [Tenant] {
        let rows = try tx.fetchRows(
            """
            SELECT tenant.*, unit.zone_id, zone.building_id, building.organization_id
            FROM tenant JOIN unit ON unit.id = tenant.unit_id JOIN zone ON zone.id = unit.zone_id
            JOIN building ON building.id = zone.building_id WHERE tenant.id IN
            """, in: ids.map(\.sqlValue), "AND tenant.moved_out_at IS NULL")
        let users: [ID<User>] = try rows.map { try $0.id("user_id") }
        let profiles = Dictionary(
            uniqueKeysWithValues: try ProfileTable.load(Array(Set(users)), in: tx).map { ($0.user, $0) })
        let panels = try panels(of: ids, in: tx)
        return try rows.compactMap { row in
            guard let profile = profiles[try row.id("user_id")] else { return nil }
            let id: ID<Tenant> = try row.id("id")
            return Tenant(
                id: id, profile: profile, unit: try row.id("unit_id"), zone: try row.id("zone_id"),
                building: try row.id("building_id"), organization: try row.id("organization_id"),
                panels: panels[id] ?? [], createdAt: try row.instant("created_at"),
                updatedAt: try row.instant("updated_at"))
        }
    }

    private static func panels(
        of tenants: [ID<Tenant>], in tx: any Transaction
    ) throws -> [ID<Tenant>: [ID<Panel>]] {
        let rows = try tx.fetchRows(
            """
            SELECT tenant_panel.tenant_id, tenant_panel.panel_id
            FROM tenant_panel JOIN panel ON panel.id = tenant_panel.panel_id WHERE tenant_panel.tenant_id IN
            """, in: tenants.map(\.sqlValue), "AND panel.revoked_at IS NULL ORDER BY tenant_panel.panel_id")
        var panels: [ID<Tenant>: [ID<Panel>]] = [:]
        for row in rows { panels[try row.id("tenant_id"), default: []].append(try row.id("panel_id")) }
        return panels
    }

    /// Somebody moves in; nil where they live there already. Who comes back is who they were.
    static func insert(
        _ user: ID<User>, unit: ID<Unit>, at now: Instant, in tx: any Transaction
    ) throws -> ID<Tenant>? {
        try tx.first(
            """
            INSERT INTO tenant (unit_id, user_id, created_at, updated_at) VALUES (\(unit), \(user), \(now), \(now))
            ON CONFLICT (unit_id, user_id) DO UPDATE SET moved_out_at = NULL, updated_at = excluded.updated_at
                WHERE tenant.moved_out_at IS NOT NULL
            RETURNING id
            """
        ).map { try $0.id("id") }
    }

    /// Somebody moves out: their code and their webhooks go; who has handed out keys stays for the history.
    static func remove(_ id: ID<Tenant>, at now: Instant, in tx: any Transaction) throws {
        let pin: ID<Pin>? = try TenantPinTable.pin(of: id, in: tx)
        try tx.execute("DELETE FROM integration WHERE tenant_id = \(id)")
        if try tx.first("SELECT id FROM keychain WHERE tenant_id = \(id) LIMIT 1") != nil {
            try tx.execute(
                "UPDATE tenant SET moved_out_at = \(now), pin_id = NULL, updated_at = \(now) WHERE id = \(id)")
        } else {
            try tx.execute("DELETE FROM tenant WHERE id = \(id)")
        }
        if let pin { try PinTable.release(pin, in: tx) }
    }
}
