import Basics
import Identity
import Storage

/// Where somebody lives and what they administer, as it stands in this transaction; several roles add up.
struct AccessScope {
    let user: ID<User>
    private let tenancies: [ID<Tenant>: Tenancy]

    private struct Tenancy {
        let unit: ID<Unit>
        let since: Instant
    }

    private let units: Set<ID<Unit>>
    private let zones: Set<Int64>
    private let buildings: Set<ID<Building>>
    /// Where they are platform administrators, with every right in the organization's buildings.
    private let organizations: Set<ID<Organization>>

    init(of user: ID<User>, in tx: any Transaction) throws {
        self.user = user
        tenancies = Dictionary(
            uniqueKeysWithValues: try tx.fetch(
                "SELECT id, unit_id, created_at FROM tenant WHERE user_id = \(user) AND moved_out_at IS NULL"
            ).map { row in
                (try row.id("id"), Tenancy(unit: try row.id("unit_id"), since: try row.instant("created_at")))
            })
        let roles = try tx.fetch("SELECT unit_id, zone_id, building_id FROM access_role WHERE user_id = \(user)")
        units = Set(try roles.compactMap { row in try row.optional("unit_id") { try row.id($0) } })
        zones = Set(try roles.compactMap { row in try row.optional("zone_id", row.integer) })
        buildings = Set(try roles.compactMap { row in try row.optional("building_id") { try row.id($0) } })
        organizations = Set(
            try tx.fetch(
                """
                SELECT membership.organization_id FROM membership
                JOIN organization ON organization.id = membership.organization_id
                WHERE membership.user_id = \(user) AND organization.revoked_at IS NULL
                    AND membership.level = \(Level.administrator.rawValue)
                """
            ).map { try $0.id("organization_id") })
    }

    /// What they are anywhere. A platform administrator is a Building Admin of all buildings.
    var roles: Set<AccessRole> {
        var roles: Set<AccessRole> = []
        if !tenancies.isEmpty { roles.insert(.tenant) }
        if !units.isEmpty { roles.insert(.unitAdmin) }
        if !zones.isEmpty { roles.insert(.zoneAdmin) }
        if !buildings.isEmpty || !organizations.isEmpty { roles.insert(.buildingAdmin) }
        return roles
    }

    /// Throws `notAllowed` unless they are one of these anywhere.
    func require(_ allowed: AccessRole...) throws {
        guard !roles.isDisjoint(with: allowed) else { throw Failure.notAllowed }
    }

    /// The organizations of which they are platform administrators.
    var administeredOrganizations: Set<ID<Organization>> { organizations }

    func administers(zone: ID<Zone>) -> Bool { zones.contains(zone.number) }

    /// A building that a request names: throws where none is named, or one that they do not administer.
    func administered(_ building: ID<Building>?, in tx: any Transaction) throws -> ID<Building> {
        guard let building, let organization = try BuildingTable.organization(of: building, in: tx),
            administers(building, of: organization)
        else { throw Failure.unknown("building") }
        return building
    }

    /// Where the units are in which they live or which they administer.
    func homes(in tx: any Transaction) throws -> [Place] {
        try Place.find(Array(units.union(tenancies.values.map(\.unit))), in: tx)
    }

    /// The buildings in which they live or administer anything, besides those of organizations that they administer.
    func knownBuildings(in tx: any Transaction) throws -> Set<ID<Building>> {
        try administeredParts(in: tx).union(try homes(in: tx).map(\.building))
    }

    /// The buildings of which they administer anything, besides those of organizations that they administer.
    func administeredParts(in tx: any Transaction) throws -> Set<ID<Building>> {
        let zones = try tx.fetchRows(
            "SELECT building_id FROM zone WHERE id IN", in: zones.sorted().map { .integer($0) })
        return buildings.union(try Place.find(Array(units), in: tx).map(\.building))
            .union(try zones.map { try $0.id("building_id") })
    }

    var ownTenancies: Set<ID<Tenant>> { Set(tenancies.keys) }

    /// What they see in lists. One who administers a building sees what is in it.
    func reach(asTenant: Bool = true) -> Reach {
        Reach(
            units: units.union(asTenant ? tenancies.values.map(\.unit) : []), zones: zones, buildings: buildings,
            organizations: organizations)
    }

    func isTenant(_ tenant: ID<Tenant>) -> Bool { tenancies[tenant] != nil }

    /// What they are there.
    func roles(at place: Place) -> Set<AccessRole> {
        var roles: Set<AccessRole> = []
        if tenancies.values.contains(where: { $0.unit == place.unit }) { roles.insert(.tenant) }
        if units.contains(place.unit) { roles.insert(.unitAdmin) }
        if zones.contains(place.zone) { roles.insert(.zoneAdmin) }
        if administers(place.building, of: place.organization) { roles.insert(.buildingAdmin) }
        return roles
    }

    /// Whether they may act for a tenant: as that tenant, or as who administers the unit, its zone or its building.
    func mayActFor(_ tenant: ID<Tenant>, at place: Place) -> Bool {
        isTenant(tenant) || administers(place)
    }

    func administers(_ place: Place) -> Bool {
        !roles(at: place).subtracting([.tenant]).isEmpty
    }

    /// Whether they are a Building Admin there, or a platform administrator of who owns it.
    func administers(_ building: ID<Building>, of organization: ID<Organization>) -> Bool {
        buildings.contains(building) || organizations.contains(organization)
    }

    /// Whether they may act for a unit: as one of its tenants, or as an administrator.
    func mayActFor(_ place: Place) -> Bool { !roles(at: place).isEmpty }

    /// Which keychains they may see, each of them a condition.
    func keychainConditions() -> [SQL] {
        organizations.sorted().map {
            "keychain.building_id IN (SELECT id FROM building WHERE organization_id = \($0))"
        } + buildings.sorted().map { "keychain.building_id = \($0)" }
            + zones.sorted().map { "keychain.unit_id IN (SELECT id FROM unit WHERE zone_id = \($0))" }
            + units.sorted().map { "keychain.unit_id = \($0)" }
            + tenancies.sorted { $0.key < $1.key }.flatMap { tenant, tenancy -> [SQL] in
                [
                    "keychain.tenant_id = \(tenant)",
                    "keychain.unit_id = \(tenancy.unit) AND keychain.tenant_id IS NULL",
                ]
            }
    }

    /// Where they live, and since when.
    func homes() -> [(unit: ID<Unit>, since: Instant)] {
        tenancies.sorted { $0.key < $1.key }.map { ($0.value.unit, $0.value.since) }
    }

    /// The parts of a history that they may see: what they administer, and of where they live what happened since they do.
    func streams() -> [ReleaseStream] {
        var streams: [ReleaseStream] = []
        for organization in organizations.sorted() { streams.append(.organization(organization)) }
        for building in buildings.sorted() { streams.append(.building(building)) }
        for zone in zones.sorted() { streams.append(.zone(zone)) }
        for unit in units.sorted() { streams.append(.unit(unit, since: nil)) }
        return streams + ownStreams()
    }

    /// Of where they live alone.
    func ownStreams() -> [ReleaseStream] {
        tenancies.sorted { $0.key < $1.key }.map { .unit($0.value.unit, since: $0.value.since) }
    }

    /// What they may see of one unit.
    func streams(of place: Place) -> [ReleaseStream] {
        if administers(place) { return [.unit(place.unit, since: nil)] }
        return tenancies.values.filter { $0.unit == place.unit }.map { .unit($0.unit, since: $0.since) }
    }
}
