import Basics
import Identity
import Storage

enum RoleTable {
    static func load(_ ids: [ID<Role>], in tx: any Transaction) throws -> [Role] {
        try tx.fetchRows(
            """
            SELECT access_role.id, access_role.user_id, access_role.unit_id, access_role.zone_id,
                access_role.building_id, access_role.created_at, building.id AS place_building,
                building.organization_id
            FROM access_role LEFT JOIN unit ON unit.id = access_role.unit_id
            LEFT JOIN zone ON zone.id = COALESCE(access_role.zone_id, unit.zone_id)
            JOIN building ON building.id = COALESCE(access_role.building_id, zone.building_id)
            WHERE access_role.id IN
            """, in: ids.map(\.sqlValue)
        ).map(role)
    }

    /// In which buildings these users have roles.
    static func buildings(
        of users: [ID<User>], in tx: any Transaction
    ) throws -> [(user: ID<User>, building: ID<Building>, owner: ID<Organization>)] {
        let ids: [ID<Role>] = try tx.fetchRows("SELECT id FROM access_role WHERE user_id IN", in: users.map(\.sqlValue))
            .map { try $0.id("id") }
        return try load(ids, in: tx).map { ($0.user, $0.building, $0.organization) }
    }

    /// Nil where the user has it already.
    static func insert(
        _ place: RolePlace, for user: ID<User>, at now: Instant, in tx: any Transaction
    ) throws -> ID<Role>? {
        let unit: ID<Unit>? = if case .unit(let id) = place { id } else { nil }
        let zone: ID<Zone>? = if case .zone(let id) = place { id } else { nil }
        let building: ID<Building>? = if case .building(let id) = place { id } else { nil }
        return try tx.first(
            """
            INSERT INTO access_role (user_id, role, unit_id, zone_id, building_id, created_at)
            VALUES (\(user), \(place.role.rawValue), \(unit), \(zone), \(building), \(now))
            ON CONFLICT DO NOTHING RETURNING id
            """
        ).map { try $0.id("id") }
    }

    static func delete(_ id: ID<Role>, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM access_role WHERE id = \(id)")
    }

    private static func role(_ row: Row) throws -> Role {
        let unit: ID<Unit>? = try row.optional("unit_id") { try row.id($0) }
        let zone: ID<Zone>? = try row.optional("zone_id") { try row.id($0) }
        let building: ID<Building> = try row.id("place_building")
        let place: RolePlace = unit.map { .unit($0) } ?? zone.map { .zone($0) } ?? .building(building)
        return Role(
            id: try row.id("id"), user: try row.id("user_id"), role: place.role, place: place, building: building,
            organization: try row.id("organization_id"), createdAt: try row.instant("created_at"))
    }
}
