import Basics
import Storage

enum UnitTable {
    static func load(_ ids: [ID<Unit>], in tx: any Transaction) throws -> [Unit] {
        try tx.fetchRows(
            """
            SELECT unit.*, zone.building_id, building.organization_id
            FROM unit JOIN zone ON zone.id = unit.zone_id JOIN building ON building.id = zone.building_id
            WHERE unit.id IN
            """, in: ids.map(\.sqlValue)
        ).map(unit)
    }

    /// Another unit of the building with this label.
    static func other(
        labelled label: String, than unit: ID<Unit>?, in building: ID<Building>, _ tx: any Transaction
    ) throws -> Bool {
        try tx.first(
            """
            SELECT unit.id FROM zone JOIN unit ON unit.zone_id = zone.id
            WHERE zone.building_id = \(building) AND unit.label = \(label) AND unit.id <> \(unit ?? ID(0))
            """) != nil
    }

    static func insert(
        _ draft: UnitDraft, zone: ID<Zone>, at now: Instant, in tx: any Transaction
    ) throws -> ID<Unit> {
        ID(
            try tx.integer(
                """
                INSERT INTO unit (zone_id, label, unit_type, floor, created_at, updated_at)
                VALUES (\(zone), \(draft.label), \(draft.type), \(draft.floor), \(now), \(now)) RETURNING id
                """))
    }

    static func update(
        _ id: ID<Unit>, to draft: UnitDraft, zone: ID<Zone>, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE unit SET zone_id = \(zone), label = \(draft.label), unit_type = \(draft.type),
                floor = \(draft.floor), updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Whether somebody lives there, has lived there and given keys, or carries a key of it.
    static func isInUse(_ id: ID<Unit>, in tx: any Transaction) throws -> Bool {
        let uses: [SQL] = [
            "SELECT id FROM tenant WHERE unit_id = \(id) LIMIT 1",
            "SELECT id FROM keychain WHERE unit_id = \(id) LIMIT 1",
            "SELECT id FROM rfid_key WHERE unit_id = \(id) LIMIT 1",
        ]
        return try uses.contains { try tx.first($0) != nil }
    }

    /// With its places at panels and the roles of those who administered it.
    static func delete(_ id: ID<Unit>, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM panel_unit WHERE unit_id = \(id)")
        try tx.execute("DELETE FROM access_role WHERE unit_id = \(id)")
        try tx.execute("DELETE FROM unit WHERE id = \(id)")
    }

    private static func unit(_ row: Row) throws -> Unit {
        Unit(
            id: try row.id("id"), zone: try row.id("zone_id"), building: try row.id("building_id"),
            organization: try row.id("organization_id"), label: try row.text("label"),
            type: try row.optional("unit_type", row.text), floor: try row.optional("floor", row.text),
            createdAt: try row.instant("created_at"), updatedAt: try row.instant("updated_at"))
    }
}
