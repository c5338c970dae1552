public import Basics
public import Identity
public import Storage

/// Answers for the units of buildings: who lives or administers there sees them, Building Admins change them.
public struct Units: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public enum Column: Sendable {
        case label, createdAt
    }

    /// - Parameters:
    ///   - building: of that one alone; one that the user does not see has no units.
    ///   - zone: as `building`.
    public func page(
        _ request: ListRequest, building: ID<Building>? = nil, zone: ID<Zone>? = nil,
        order: [ListOrder<Column>] = [], by user: ID<User>
    ) async throws -> ListPage<Unit> {
        try await storage.read { tx in
            var reach = try AccessScope(of: user, in: tx).reach()
            var conditions: [SQL] = []
            if let zone { conditions.append("unit.zone_id = \(zone)") }
            if let building = try building ?? zone.flatMap({ try ZoneTable.load([$0], in: tx).first?.building }) {
                guard let organization = try BuildingTable.organization(of: building, in: tx) else {
                    return ListPage(items: [], total: 0, next: nil)
                }
                reach = reach.narrowed(to: building, of: organization)
                conditions.append("zone.building_id = \(building)")
            }
            let list = ScopedList(
                branches: reach.branches(
                    units: "SELECT unit.id FROM unit WHERE unit.id IN",
                    zones: "SELECT unit.id FROM unit WHERE unit.zone_id IN",
                    buildings: """
                        SELECT unit.id FROM zone JOIN unit ON unit.zone_id = zone.id WHERE zone.building_id IN
                        """,
                    organizations: """
                        SELECT unit.id FROM building JOIN zone ON zone.building_id = building.id
                        JOIN unit ON unit.zone_id = zone.id WHERE building.organization_id IN
                        """),
                join: "JOIN unit ON unit.id = found.id JOIN zone ON zone.id = unit.zone_id", conditions: conditions,
                order: order.map { $0.sql($0.column == .label ? "unit.label" : "unit.created_at") })
            let page = try list.page(request, in: tx)
            return page.loaded(try UnitTable.load(page.items.map { ID($0) }, in: tx)) { $0.id.number }
        }
    }

    /// Those of these that the user sees.
    public func find(_ ids: [ID<Unit>], by user: ID<User>) async throws -> [Unit] {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            return try UnitTable.load(ids, in: tx).filter { scope.mayActFor($0.place) }
        }
    }

    public func get(_ id: ID<Unit>, by user: ID<User>) async throws -> Unit {
        guard let unit = try await find([id], by: user).first else { throw Failure.notFound("unit") }
        return unit
    }

    /// A new unit, which stands at all panels of its building that have such labels.
    public func create(_ draft: UnitDraft, in zone: ID<Zone>?, by user: ID<User>) async throws -> Unit {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let draft = try draft.validated()
            let zone = try Units.zone(zone, by: scope, in: tx)
            try BuildingTable.hold(zone.building, in: tx)
            try Units.refuseTaken(draft.label, in: zone.building, tx)
            let id = try UnitTable.insert(draft, zone: zone.id, at: now, in: tx)
            let unit = try Units.administered(id, by: scope, in: tx)
            try PanelPlaceTable.add(unit, at: now, in: tx)
            return unit
        }
    }

    /// - Parameters:
    ///   - zone: another zone of the same building to move to; nil: it stays.
    ///   - change: of what stands there now.
    public func update(
        _ id: ID<Unit>, zone: ID<Zone>?, by user: ID<User>, _ change: @Sendable (inout UnitDraft) throws -> Void
    ) async throws -> Unit {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let unit = try Units.held(id, by: scope, in: tx)
            var draft = UnitDraft(unit)
            try change(&draft)
            draft = try draft.validated()
            var place = unit.zone
            if let zone {
                let found = try Units.zone(zone, by: scope, in: tx)
                guard found.building == unit.building else { throw Failure.unknown("zone") }
                place = found.id
            }
            try Units.refuseTaken(draft.label, by: id, in: unit.building, tx)
            try UnitTable.update(id, to: draft, zone: place, at: now, in: tx)
            if draft.label != unit.label {
                try PanelPlaceTable.touch(id, at: now, in: tx)
                try PanelCommands.credentialsChanged(in: unit.building, tx: tx)
            }
            return try Units.administered(id, by: scope, in: tx)
        }
    }

    /// Takes a unit away in which nobody lives.
    public func delete(_ id: ID<Unit>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let unit = try Units.held(id, by: scope, in: tx)
            guard try !UnitTable.isInUse(id, in: tx) else {
                throw Failure(
                    .conflict, code: "unit.in-use",
                    "There are tenants, keys or keychains in this unit. Delete them first.")
            }
            try PanelPlaceTable.touch(id, unitsAdded: -1, at: now, in: tx)
            try UnitTable.delete(id, in: tx)
        }
    }

    /// One of a building that the caller does not administer is as if it did not exist.
    static func administered(_ id: ID<Unit>, by scope: AccessScope, in tx: any Transaction) throws -> Unit {
        guard let unit = try UnitTable.load([id], in: tx).first,
            scope.administers(unit.building, of: unit.organization)
        else { throw Failure.notFound("unit") }
        return unit
    }

    /// The same, while other changes of its building wait for the end of the transaction.
    private static func held(_ id: ID<Unit>, by scope: AccessScope, in tx: any Transaction) throws -> Unit {
        try BuildingTable.hold(try administered(id, by: scope, in: tx).building, in: tx)
        return try administered(id, by: scope, in: tx)
    }

    private static func zone(_ id: ID<Zone>?, by scope: AccessScope, in tx: any Transaction) throws -> Zone {
        guard let id, let zone = try ZoneTable.load([id], in: tx).first,
            scope.administers(zone.building, of: zone.organization)
        else { throw Failure.unknown("zone") }
        return zone
    }

    private static func refuseTaken(
        _ label: String, by unit: ID<Unit>? = nil, in building: ID<Building>, _ tx: any Transaction
    ) throws {
        guard try UnitTable.other(labelled: label, than: unit, in: building, tx) else { return }
        throw Failure.invalid("label", code: "unit.label", "has already been taken")
    }
}

extension Unit {
    var place: Place { Place(unit: id, zone: zone.number, building: building, organization: organization) }
}
