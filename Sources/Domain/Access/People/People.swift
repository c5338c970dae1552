public import Basics
public import Identity
public import Storage

/// Answers for users: everybody sees themselves, administrators those who live where they administer.
public struct People: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public func me(_ user: ID<User>) async throws -> Person {
        try await storage.read { tx in try People.me(user, in: tx) }
    }

    /// Changes what somebody tells of themselves.
    public func update(
        _ user: ID<User>, avatar: PictureChange = .keep, _ change: @Sendable (inout ProfileDraft) throws -> Void
    ) async throws -> Person {
        try await storage.write { tx in
            let now = try tx.now()
            try ProfileTable.hold(user, in: tx)
            guard let profile = try ProfileTable.find(user, in: tx) else { throw Failure.notFound("user") }
            var draft = ProfileDraft(profile)
            try change(&draft)
            let (checked, name) = try draft.validated()
            try ProfileTable.update(user, to: checked, name: name, at: now, in: tx)
            try avatar.apply { try ProfileTable.setAvatar($0, of: user, in: tx) }
            return try People.me(user, in: tx)
        }
    }

    /// Those of these that the user sees.
    public func find(_ ids: [ID<User>], by user: ID<User>) async throws -> [Person] {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            let homes = try tx.fetchRows(
                """
                SELECT tenant.user_id, unit.id AS unit_id, unit.zone_id, zone.building_id, building.organization_id
                FROM tenant JOIN unit ON unit.id = tenant.unit_id JOIN zone ON zone.id = unit.zone_id
                JOIN building ON building.id = zone.building_id WHERE tenant.user_id IN
                """, in: ids.map(\.sqlValue), "AND tenant.moved_out_at IS NULL")
            var seen: Set<ID<User>> = []
            for home in homes {
                let place = Place(
                    unit: try home.id("unit_id"), zone: try home.integer("zone_id"),
                    building: try home.id("building_id"), organization: try home.id("organization_id"))
                if scope.administers(place) { seen.insert(try home.id("user_id")) }
            }
            for role in try RoleTable.buildings(of: ids, in: tx) where scope.administers(role.building, of: role.owner)
            {
                seen.insert(role.user)
            }
            var people = try ProfileTable.load(ids.filter { $0 != user && seen.contains($0) }, in: tx).map {
                Person(profile: $0, places: nil)
            }
            if ids.contains(user) { people.append(try People.me(user, in: tx)) }
            return people
        }
    }

    private static func me(_ user: ID<User>, in tx: any Transaction) throws -> Person {
        guard let profile = try ProfileTable.find(user, in: tx) else { throw Failure.notFound("user") }
        let scope = try AccessScope(of: user, in: tx)
        return Person(
            profile: profile,
            places: Person.Places(
                tenants: scope.ownTenancies.sorted(), units: scope.reach().units.sorted(),
                buildings: try scope.knownBuildings(in: tx).sorted()))
    }
}
