import Basics
import Identity
import Storage
import TimeZones

enum BuildingTable {
    static func insert(
        organization: ID<Organization>, name: String, address: String, at now: Instant, in tx: any Transaction
    ) throws -> ID<Building> {
        let building: ID<Building> = ID(
            try tx.integer(
                """
                INSERT INTO building (organization_id, name, address, created_at, updated_at)
                VALUES (\(organization), \(name), \(address), \(now), \(now)) RETURNING id
                """))
        try tx.execute(
            """
            INSERT INTO zone (building_id, name, is_default, created_at, updated_at)
            VALUES (\(building), 'Default', TRUE, \(now), \(now))
            """)
        return building
    }

    static func has(
        _ building: ID<Building>, of organization: ID<Organization>, in tx: any Transaction
    ) throws -> Bool {
        try tx.first("SELECT id FROM building WHERE id = \(building) AND organization_id = \(organization)") != nil
    }

    static func organization(of building: ID<Building>, in tx: any Transaction) throws -> ID<Organization>? {
        try tx.first("SELECT organization_id FROM building WHERE id = \(building)").map { try $0.id("organization_id") }
    }

    /// Lets this transaction alone change what the building's panels share, its units and tenants, until it ends.
    static func hold(_ building: ID<Building>, in tx: any Transaction) throws {
        _ = try tx.fetch("SELECT id FROM building WHERE id = \(building) \(tx.dialect.forUpdate)")
    }

    /// The zone in which units live unless told otherwise.
    static func defaultZone(of building: ID<Building>, in tx: any Transaction) throws -> Int64 {
        try tx.integer("SELECT id FROM zone WHERE building_id = \(building) AND is_default")
    }

    /// The rules of its clocks.
    static func zone(
        of building: ID<Building>, _ zones: ZoneDatabase, in tx: any Transaction
    ) throws -> ZoneRules {
        guard let row = try tx.first("SELECT time_zone FROM building WHERE id = \(building)") else {
            throw Failure.notFound("building")
        }
        return try zone(named: try row.text("time_zone"), zones)
    }

    /// Those of several, in one query.
    static func zones(
        of buildings: Set<ID<Building>>, _ zones: ZoneDatabase, in tx: any Transaction
    ) throws -> [ID<Building>: ZoneRules] {
        guard !buildings.isEmpty else { return [:] }
        let ids = buildings.map(\.number).sorted()
        let rows = try tx.fetch("SELECT id, time_zone FROM building WHERE id IN (\(SQL.list(ids)))")
        return try rows.reduce(into: [:]) { found, row in
            found[try row.id("id")] = try zone(named: try row.text("time_zone"), zones)
        }
    }

    static func zone(named name: String, _ zones: ZoneDatabase) throws -> ZoneRules {
        do {
            return try zones.rules(of: name)
        } catch {
            throw Failure(
                .unavailable, code: "building.time-zone",
                "The clocks of the building are not known to this server. Install the package tzdata.", cause: error)
        }
    }
}
