public import Basics
public import Identity
public import Storage

/// Answers for who administers what: Building Admins see and give the roles of their buildings.
public struct Roles: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Throws `notAllowed` unless the user has one of these roles anywhere.
    public func require(_ roles: AccessRole..., of user: ID<User>) async throws {
        let held = try await storage.read { tx in try AccessScope(of: user, in: tx).roles }
        guard !held.isDisjoint(with: roles) else { throw Failure.notAllowed }
    }

    /// - Parameters:
    ///   - building: of that one alone, its zones and its units.
    ///   - holder: of that user alone.
    public func page(
        _ request: ListRequest, building: ID<Building>? = nil, holder: ID<User>? = nil, by user: ID<User>
    ) async throws -> ListPage<Role> {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            var reach = scope.reach(asTenant: false)
            // Who administers a unit or a zone alone gives no roles there.
            reach.units = []
            reach.zones = []
            if let building {
                guard let organization = try BuildingTable.organization(of: building, in: tx) else {
                    return ListPage(items: [], total: 0, next: nil)
                }
                reach = reach.narrowed(to: building, of: organization)
            }
            let list = ScopedList(
                branches: Roles.branches(reach), join: "JOIN access_role ON access_role.id = found.id",
                conditions: holder.map { ["access_role.user_id = \($0)"] } ?? [])
            let page = try list.page(request, in: tx)
            return page.loaded(try RoleTable.load(page.items.map { ID($0) }, in: tx)) { $0.id.number }
        }
    }

    public func get(_ id: ID<Role>, by user: ID<User>) async throws -> Role {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            return try Roles.administered(id, by: scope, in: tx)
        }
    }

    public func create(_ draft: RoleDraft, by user: ID<User>) async throws -> Role {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let place = try Roles.place(draft, by: scope, in: tx)
            let holder = try Roles.holder(draft, of: place.organization, at: now, in: tx)
            guard let id = try RoleTable.insert(place.place, for: holder, at: now, in: tx) else {
                throw Failure.invalid("user", code: "role.taken", "has already been taken")
            }
            return try Roles.administered(id, by: scope, in: tx)
        }
    }

    public func delete(_ id: ID<Role>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            _ = try Roles.administered(id, by: scope, in: tx)
            try RoleTable.delete(id, in: tx)
        }
    }

    private static func branches(_ reach: Reach) -> [SQL] {
        reach.branches(
            units: nil, zones: nil,
            buildings: "SELECT access_role.id FROM access_role WHERE access_role.building_id IN", organizations: nil)
            + reach.branches(
                units: nil, zones: nil,
                buildings: """
                    SELECT access_role.id FROM zone JOIN access_role ON access_role.zone_id = zone.id
                    WHERE zone.building_id IN
                    """,
                organizations: """
                    SELECT access_role.id FROM building JOIN access_role ON access_role.building_id = building.id
                    WHERE building.organization_id IN
                    """)
            + reach.branches(
                units: nil, zones: nil,
                buildings: """
                    SELECT access_role.id FROM zone JOIN unit ON unit.zone_id = zone.id
                    JOIN access_role ON access_role.unit_id = unit.id WHERE zone.building_id IN
                    """,
                organizations: """
                    SELECT access_role.id FROM building JOIN zone ON zone.building_id = building.id
                    JOIN access_role ON access_role.zone_id = zone.id WHERE building.organization_id IN
                    """)
            + reach.branches(
                units: nil, zones: nil, buildings: nil,
                organizations: """
                    SELECT access_role.id FROM building JOIN zone ON zone.building_id = building.id
                    JOIN unit ON unit.zone_id = zone.id JOIN access_role ON access_role.unit_id = unit.id
                    WHERE building.organization_id IN
                    """)
    }

    private static func place(
        _ draft: RoleDraft, by scope: AccessScope, in tx: any Transaction
    ) throws -> (place: RolePlace, organization: ID<Organization>) {
        guard let role = draft.role.flatMap({ AccessRole(rawValue: $0) }), role != .tenant else {
            throw Failure.invalid(
                "role", code: "role.unknown",
                (draft.role ?? "").isEmpty ? "can't be blank" : "is not included in the list")
        }
        let named = [draft.unit != nil, draft.zone != nil, draft.building != nil].filter { $0 }.count
        guard named <= 1 else {
            throw Failure.invalid("", code: "role.places", "must have one of unit, zone and building")
        }
        switch role {
        case .unitAdmin:
            guard let id = draft.unit, let unit = try UnitTable.load([id], in: tx).first,
                scope.administers(unit.building, of: unit.organization)
            else { throw Failure.unknown("unit") }
            return (.unit(id), unit.organization)
        case .zoneAdmin:
            guard let id = draft.zone, let zone = try ZoneTable.load([id], in: tx).first,
                scope.administers(zone.building, of: zone.organization)
            else { throw Failure.unknown("zone") }
            return (.zone(id), zone.organization)
        default:
            let building = try scope.administered(draft.building, in: tx)
            guard let organization = try BuildingTable.organization(of: building, in: tx) else {
                throw Failure.unknown("building")
            }
            return (.building(building), organization)
        }
    }

    /// Somebody whom the organization knows: its members, those whose accounts it made, and those who live in its buildings
    /// or administer anything there. A login may be anybody's.
    private static func holder(
        _ draft: RoleDraft, of organization: ID<Organization>, at now: Instant, in tx: any Transaction
    ) throws -> ID<User> {
        guard let user = draft.user else {
            guard let text = draft.login else { throw Failure.unknown("user") }
            guard let login = Login(text) else { throw Failure.invalid("email", code: "role.login", "is invalid") }
            return try UserTable.findOrInsert(login: login, name: nil, createdBy: organization, at: now, in: tx).id
        }
        let isKnown = try tx.first(
            """
            SELECT user_account.id FROM user_account
            WHERE user_account.id = \(user) AND user_account.revoked_at IS NULL AND (
                user_account.created_by = \(organization)
                OR EXISTS (SELECT 1 FROM membership
                    WHERE membership.user_id = \(user) AND membership.organization_id = \(organization))
                OR EXISTS (SELECT 1 FROM tenant JOIN unit ON unit.id = tenant.unit_id
                    JOIN zone ON zone.id = unit.zone_id JOIN building ON building.id = zone.building_id
                    WHERE tenant.user_id = \(user) AND building.organization_id = \(organization)))
            """)
        if isKnown != nil { return user }
        guard try RoleTable.buildings(of: [user], in: tx).contains(where: { $0.owner == organization }) else {
            throw Failure.unknown("user")
        }
        return user
    }

    /// One of a building that the caller does not administer is as if it did not exist.
    private static func administered(_ id: ID<Role>, by scope: AccessScope, in tx: any Transaction) throws -> Role {
        guard let role = try RoleTable.load([id], in: tx).first, scope.administers(role.building, of: role.organization)
        else { throw Failure.notFound("role") }
        return role
    }
}
