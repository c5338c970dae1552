public import Basics
public import Identity
public import Storage

/// Answers for who lives where: tenants see themselves, administrators all that live where they administer, and Building
/// Admins move people in and out.
public struct Tenants: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public enum Column: Sendable {
        case name, createdAt
    }

    /// - Parameters:
    ///   - building: of that one alone; one that the user does not see has no tenants.
    ///   - unit: as `building`.
    public func page(
        _ request: ListRequest, building: ID<Building>? = nil, unit: ID<Unit>? = nil,
        order: [ListOrder<Column>] = [], by user: ID<User>
    ) async throws -> ListPage<Tenant> {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            var reach = scope.reach(asTenant: false)
            var conditions: [SQL] = ["tenant.moved_out_at IS NULL"]
            if let unit { conditions.append("tenant.unit_id = \(unit)") }
            if let building = try building ?? unit.flatMap({ try UnitTable.load([$0], in: tx).first?.building }) {
                guard let organization = try BuildingTable.organization(of: building, in: tx) else {
                    return ListPage(items: [], total: 0, next: nil)
                }
                reach = reach.narrowed(to: building, of: organization)
                conditions.append("zone.building_id = \(building)")
            }
            var branches = reach.branches(
                units: "SELECT tenant.id FROM tenant WHERE tenant.unit_id IN",
                zones: "SELECT tenant.id FROM unit JOIN tenant ON tenant.unit_id = unit.id WHERE unit.zone_id IN",
                buildings: """
                    SELECT tenant.id FROM zone JOIN unit ON unit.zone_id = zone.id
                    JOIN tenant ON tenant.unit_id = unit.id WHERE zone.building_id IN
                    """,
                organizations: """
                    SELECT tenant.id FROM building JOIN zone ON zone.building_id = building.id
                    JOIN unit ON unit.zone_id = zone.id JOIN tenant ON tenant.unit_id = unit.id
                    WHERE building.organization_id IN
                    """)
            let own = scope.ownTenancies.sorted().map(\.number)
            if !own.isEmpty { branches.append("SELECT tenant.id FROM tenant WHERE tenant.id IN (\(SQL.list(own)))") }
            let list = ScopedList(
                branches: branches,
                join: """
                    JOIN tenant ON tenant.id = found.id JOIN unit ON unit.id = tenant.unit_id
                    JOIN zone ON zone.id = unit.zone_id JOIN user_account ON user_account.id = tenant.user_id
                    """, conditions: conditions,
                order: order.map { $0.sql($0.column == .name ? "user_account.name" : "tenant.created_at") })
            let page = try list.page(request, in: tx)
            return page.loaded(try TenantTable.load(page.items.map { ID($0) }, in: tx)) { $0.id.number }
        }
    }

    /// Those of these that the user sees.
    public func find(_ ids: [ID<Tenant>], by user: ID<User>) async throws -> [Tenant] {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            return try TenantTable.load(ids, in: tx).filter { scope.mayActFor($0.id, at: $0.place) }
        }
    }

    public func get(_ id: ID<Tenant>, by user: ID<User>) async throws -> Tenant {
        guard let tenant = try await find([id], by: user).first else { throw Failure.notFound("tenant") }
        return tenant
    }

    /// Somebody moves in. A known login is that person, who keeps their name where they have one.
    public func create(_ draft: TenantDraft, in unit: ID<Unit>?, by user: ID<User>) async throws -> Tenant {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            guard let login = Login(draft.login) else {
                throw Failure.invalid(
                    "email", code: "tenant.login", draft.login.trimmed.isEmpty ? "can't be blank" : "is invalid")
            }
            let (profile, name) = try draft.profile.validated()
            guard let unit, let home = try UnitTable.load([unit], in: tx).first,
                scope.administers(home.building, of: home.organization)
            else { throw Failure.unknown("unit") }
            try BuildingTable.hold(home.building, in: tx)
            let account = try UserTable.findOrInsert(
                login: login, name: name, createdBy: home.organization, at: now, in: tx)
            if account.createdAt == now {
                try ProfileTable.update(account.id, to: profile, name: name, at: now, in: tx)
            } else if account.name == nil, name != nil, let known = try ProfileTable.find(account.id, in: tx) {
                var named = ProfileDraft(known)
                named.firstName = profile.firstName
                named.lastName = profile.lastName
                try ProfileTable.update(account.id, to: named, name: name, at: now, in: tx)
            }
            guard let id = try TenantTable.insert(account.id, unit: unit, at: now, in: tx) else {
                throw Failure.invalid("email", code: "tenant.taken", "has already been taken")
            }
            try PanelPlaceTable.add(id, of: unit, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: home.building, tx: tx)
            return try Tenants.administered(id, by: scope, in: tx)
        }
    }

    /// Changes what is told of a tenant whose account was made by the building's organization.
    public func update(
        _ id: ID<Tenant>, by user: ID<User>, _ change: @Sendable (inout ProfileDraft) throws -> Void
    ) async throws -> Tenant {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            try ProfileTable.hold(try Tenants.administered(id, by: scope, in: tx).profile.user, in: tx)
            let tenant = try Tenants.administered(id, by: scope, in: tx)
            guard tenant.profile.createdBy == tenant.organization || tenant.profile.user == user else {
                throw Failure.invalid(
                    "", code: "tenant.account",
                    "belongs to an account that was made elsewhere; its owner changes what is told of them")
            }
            var draft = ProfileDraft(tenant.profile)
            try change(&draft)
            let (profile, name) = try draft.validated()
            try ProfileTable.update(tenant.profile.user, to: profile, name: name, at: now, in: tx)
            try PanelPlaceTable.touch(tenant.unit, at: now, in: tx)
            return try Tenants.administered(id, by: scope, in: tx)
        }
    }

    /// Somebody moves out.
    public func delete(_ id: ID<Tenant>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let tenant = try Tenants.administered(id, by: scope, in: tx)
            try BuildingTable.hold(tenant.building, in: tx)
            try PanelPlaceTable.remove(id, at: now, in: tx)
            try TenantTable.remove(id, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: tenant.building, tx: tx)
        }
    }

    /// One of a building that the caller does not administer is as if it did not exist.
    private static func administered(_ id: ID<Tenant>, by scope: AccessScope, in tx: any Transaction) throws -> Tenant {
        guard let tenant = try TenantTable.load([id], in: tx).first,
            scope.administers(tenant.building, of: tenant.organization)
        else { throw Failure.notFound("tenant") }
        return tenant
    }
}

extension Tenant {
    var place: Place { Place(unit: unit, zone: zone.number, building: building, organization: organization) }
}
