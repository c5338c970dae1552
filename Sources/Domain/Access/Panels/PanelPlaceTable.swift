import Basics
import Storage

/// Which units and tenants stand at which panels of a building.
///
/// A unit stands at every panel in service whose range has its label, a tenant at every panel of their unit. Whoever changes
/// that holds the building.
enum PanelPlaceTable {
    /// Puts a unit at the panels of its building.
    static func add(_ unit: Unit, at now: Instant, in tx: any Transaction) throws {
        for panel in try PanelTable.all(of: unit.building, in: tx) where panel.has(unit.label) {
            try tx.execute(
                """
                INSERT INTO panel_unit (panel_id, unit_id, created_at, updated_at)
                VALUES (\(panel.id), \(unit.id), \(now), \(now)) ON CONFLICT (panel_id, unit_id) DO NOTHING
                """)
            try PanelTable.touch(panel.id, unitsAdded: 1, at: now, in: tx)
        }
    }

    /// Tells the unit's panels that something about it, or about who lives there, has changed.
    static func touch(_ unit: ID<Unit>, unitsAdded: Int = 0, at now: Instant, in tx: any Transaction) throws {
        for row in try tx.fetch("SELECT panel_id FROM panel_unit WHERE unit_id = \(unit) ORDER BY panel_id") {
            try PanelTable.touch(try row.id("panel_id"), unitsAdded: unitsAdded, at: now, in: tx)
        }
    }

    /// Puts a tenant at the panels of their unit.
    static func add(_ tenant: ID<Tenant>, of unit: ID<Unit>, at now: Instant, in tx: any Transaction) throws {
        let rows = try tx.fetch(
            """
            INSERT INTO tenant_panel (panel_id, tenant_id, created_at, updated_at)
            SELECT panel_unit.panel_id, \(tenant), \(now), \(now) FROM panel_unit WHERE panel_unit.unit_id = \(unit)
            ON CONFLICT (panel_id, tenant_id) DO NOTHING RETURNING panel_id
            """)
        for row in rows { try PanelTable.touch(try row.id("panel_id"), tenantsAdded: 1, at: now, in: tx) }
    }

    /// Takes a tenant from all panels.
    static func remove(_ tenant: ID<Tenant>, at now: Instant, in tx: any Transaction) throws {
        let rows = try tx.fetch("DELETE FROM tenant_panel WHERE tenant_id = \(tenant) RETURNING panel_id")
        for row in rows { try PanelTable.touch(try row.id("panel_id"), tenantsAdded: -1, at: now, in: tx) }
    }

    /// Puts everything that is in the building at a new panel, which has no range.
    static func fill(_ panel: ID<Panel>, of building: ID<Building>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            INSERT INTO panel_unit (panel_id, unit_id, created_at, updated_at)
            SELECT \(panel), unit.id, \(now), \(now) FROM zone JOIN unit ON unit.zone_id = zone.id
            WHERE zone.building_id = \(building)
            """)
        try tx.execute(
            """
            INSERT INTO tenant_panel (panel_id, tenant_id, created_at, updated_at)
            SELECT \(panel), tenant.id, \(now), \(now)
            FROM zone JOIN unit ON unit.zone_id = zone.id JOIN tenant ON tenant.unit_id = unit.id
            WHERE zone.building_id = \(building) AND tenant.moved_out_at IS NULL
            """)
        try PanelTable.count(panel, in: tx)
    }
}

extension Panel {
    /// Whether a unit of this label can stand here as it is spelled.
    fileprivate func has(_ label: String) -> Bool {
        if case .success(label) = unitLabel(label) { true } else { false }
    }
}
