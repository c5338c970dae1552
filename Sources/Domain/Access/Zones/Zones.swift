public import Basics
public import Identity
public import Storage

/// Answers for the zones of buildings: who lives or administers there sees them, Building Admins change them.
public struct Zones: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public enum Column: Sendable {
        case name, createdAt
    }

    /// - Parameter building: of that one alone; one that the user does not see has no zones.
    public func page(
        _ request: ListRequest, building: ID<Building>? = nil, order: [ListOrder<Column>] = [], by user: ID<User>
    ) async throws -> ListPage<Zone> {
        try await storage.read { tx in
            var reach = try AccessScope(of: user, in: tx).reach()
            var list = ScopedList(branches: [], join: "JOIN zone ON zone.id = found.id")
            if let building {
                guard let organization = try BuildingTable.organization(of: building, in: tx) else {
                    return ListPage(items: [], total: 0, next: nil)
                }
                reach = reach.narrowed(to: building, of: organization)
                list.conditions.append("zone.building_id = \(building)")
            }
            list = ScopedList(
                branches: reach.branches(
                    units: "SELECT DISTINCT unit.zone_id AS id FROM unit WHERE unit.id IN",
                    zones: "SELECT zone.id FROM zone WHERE zone.id IN",
                    buildings: "SELECT zone.id FROM zone WHERE zone.building_id IN",
                    organizations: """
                        SELECT zone.id FROM building JOIN zone ON zone.building_id = building.id
                        WHERE building.organization_id IN
                        """), join: list.join, conditions: list.conditions,
                order: order.map { $0.sql($0.column == .name ? "zone.name" : "zone.created_at") })
            let page = try list.page(request, in: tx)
            return page.loaded(try ZoneTable.load(page.items.map { ID($0) }, in: tx)) { $0.id.number }
        }
    }

    /// Those of these that the user sees.
    public func find(_ ids: [ID<Zone>], by user: ID<User>) async throws -> [Zone] {
        try await storage.read { tx in try Zones.find(ids, for: AccessScope(of: user, in: tx), in: tx) }
    }

    public func get(_ id: ID<Zone>, by user: ID<User>) async throws -> Zone {
        guard let zone = try await find([id], by: user).first else { throw Failure.notFound("zone") }
        return zone
    }

    public func create(_ draft: ZoneDraft, in building: ID<Building>?, by user: ID<User>) async throws -> Zone {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let draft = try draft.validated()
            let building = try scope.administered(building, in: tx)
            let id = try ZoneTable.insert(draft, building: building, at: now, in: tx)
            return try Zones.administered(id, by: scope, in: tx)
        }
    }

    public func update(
        _ id: ID<Zone>, by user: ID<User>, _ change: @Sendable (inout ZoneDraft) throws -> Void
    ) async throws -> Zone {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            var draft = ZoneDraft(try Zones.held(id, by: scope, in: tx))
            try change(&draft)
            try ZoneTable.update(id, to: try draft.validated(), at: now, in: tx)
            return try Zones.administered(id, by: scope, in: tx)
        }
    }

    /// Takes an empty zone away; a building's first zone stays.
    public func delete(_ id: ID<Zone>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let zone = try Zones.held(id, by: scope, in: tx)
            guard !zone.isDefault, try !ZoneTable.hasUnits(id, in: tx) else {
                throw Failure(
                    .conflict, code: "zone.in-use",
                    zone.isDefault
                        ? "This is the building's first zone, where new units go. It cannot be deleted."
                        : "There are units in this zone. Move or delete them first.")
            }
            try ZoneTable.delete(id, in: tx)
        }
    }

    static func find(_ ids: [ID<Zone>], for scope: AccessScope, in tx: any Transaction) throws -> [Zone] {
        let homes = try scope.homes(in: tx)
        return try ZoneTable.load(ids, in: tx).filter { zone in
            scope.administers(zone.building, of: zone.organization) || scope.administers(zone: zone.id)
                || homes.contains { $0.zone == zone.id.number }
        }
    }

    /// One of a building that the caller does not administer is as if it did not exist.
    static func administered(_ id: ID<Zone>, by scope: AccessScope, in tx: any Transaction) throws -> Zone {
        guard let zone = try ZoneTable.load([id], in: tx).first,
            scope.administers(zone.building, of: zone.organization)
        else { throw Failure.notFound("zone") }
        return zone
    }

    /// The same, while other changes of its building wait for the end of the transaction.
    private static func held(_ id: ID<Zone>, by scope: AccessScope, in tx: any Transaction) throws -> Zone {
        try BuildingTable.hold(try administered(id, by: scope, in: tx).building, in: tx)
        return try administered(id, by: scope, in: tx)
    }
}
