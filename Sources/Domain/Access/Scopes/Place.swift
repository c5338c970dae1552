import Basics
import Identity
import Storage

/// Where a unit is.
struct Place: Sendable {
    let unit: ID<Unit>
    let zone: Int64
    let building: ID<Building>
    let organization: ID<Organization>

    init(unit: ID<Unit>, zone: Int64, building: ID<Building>, organization: ID<Organization>) {
        self.unit = unit
        self.zone = zone
        self.building = building
        self.organization = organization
    }

    static func find(_ unit: ID<Unit>, in tx: any Transaction) throws -> Place? {
        try tx.first("\(columns) WHERE unit.id = \(unit)").map(Place.init)
    }

    static func find(_ units: [ID<Unit>], in tx: any Transaction) throws -> [Place] {
        try tx.fetchRows("\(columns) WHERE unit.id IN", in: units.sorted().map(\.sqlValue)).map(Place.init)
    }

    /// Where a tenant lives; nil where they have moved out.
    static func find(of tenant: ID<Tenant>, in tx: any Transaction) throws -> Place? {
        try tx.first(
            "\(columns) JOIN tenant ON tenant.unit_id = unit.id WHERE tenant.id = \(tenant) AND tenant.moved_out_at IS NULL"
        ).map(Place.init)
    }

    private static let columns: SQL = """
        SELECT unit.id AS unit_id, unit.zone_id, zone.building_id, building.organization_id
        FROM unit JOIN zone ON zone.id = unit.zone_id JOIN building ON building.id = zone.building_id
        """

    private init(_ row: Row) throws {
        unit = try row.id("unit_id")
        zone = try row.integer("zone_id")
        building = try row.id("building_id")
        organization = try row.id("organization_id")
    }
}
