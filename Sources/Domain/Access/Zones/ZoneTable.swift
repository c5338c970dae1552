import Basics
import Storage

enum ZoneTable {
    static func load(_ ids: [ID<Zone>], in tx: any Transaction) throws -> [Zone] {
        try tx.fetchRows(
            """
            SELECT zone.*, building.organization_id FROM zone JOIN building ON building.id = zone.building_id
            WHERE zone.id IN
            """, in: ids.map(\.sqlValue)
        ).map(zone)
    }

    static func insert(
        _ draft: ZoneDraft, building: ID<Building>, at now: Instant, in tx: any Transaction
    ) throws -> ID<Zone> {
        ID(
            try tx.integer(
                """
                INSERT INTO zone (building_id, name, zone_type, is_default, created_at, updated_at)
                VALUES (\(building), \(draft.name), \(draft.type), FALSE, \(now), \(now)) RETURNING id
                """))
    }

    static func update(_ id: ID<Zone>, to draft: ZoneDraft, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            "UPDATE zone SET name = \(draft.name), zone_type = \(draft.type), updated_at = \(now) WHERE id = \(id)")
    }

    static func hasUnits(_ id: ID<Zone>, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT id FROM unit WHERE zone_id = \(id) LIMIT 1") != nil
    }

    /// With the roles of those who administered it.
    static func delete(_ id: ID<Zone>, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM access_role WHERE zone_id = \(id)")
        try tx.execute("DELETE FROM zone WHERE id = \(id)")
    }

    private static func zone(_ row: Row) throws -> Zone {
        Zone(
            id: try row.id("id"), building: try row.id("building_id"), organization: try row.id("organization_id"),
            name: try row.text("name"), type: try row.optional("zone_type", row.text),
            isDefault: try row.boolean("is_default"), createdAt: try row.instant("created_at"),
            updatedAt: try row.instant("updated_at"))
    }
}
