public import Basics
public import Identity
public import Storage
public import TimeZones

/// Answers for buildings: Building Admins see and change theirs, platform administrators make them.
public struct Buildings: Sendable {
    private let storage: any Storage
    private let secrets: AccessSecrets
    private let zones: ZoneDatabase

    public init(storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase) {
        self.storage = storage
        self.secrets = secrets
        self.zones = zones
    }

    public enum Column: Sendable {
        case name, createdAt
    }

    public func page(
        _ request: ListRequest, order: [ListOrder<Column>] = [], by user: ID<User>
    ) async throws -> ListPage<Building> {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let list = ScopedList(
                branches: scope.reach().branches(
                    units: nil, zones: nil, buildings: "SELECT building.id FROM building WHERE building.id IN",
                    organizations: "SELECT building.id FROM building WHERE building.organization_id IN"),
                join: "JOIN building ON building.id = found.id",
                order: order.map { $0.sql($0.column == .name ? "building.name" : "building.created_at") })
            let page = try list.page(request, in: tx)
            let buildings = try load(page.items.map { ID($0) }, scope, in: tx)
            return page.loaded(buildings) { $0.id.number }
        }
    }

    public func get(_ id: ID<Building>, by user: ID<User>) async throws -> Building {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            return try administered(id, by: scope, in: tx)
        }
    }

    /// Those of these in which the user lives or administers anything; what is theirs to see alone is in some of them.
    public func find(_ ids: [ID<Building>], by user: ID<User>) async throws -> [Building] {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            let known = try scope.knownBuildings(in: tx)
            return try load(ids, scope, in: tx).filter {
                known.contains($0.id) || scope.administers($0.id, of: $0.organization)
            }
        }
    }

    /// A new building with a zone for its units.
    ///
    /// - Parameter organization: one that the user administers; nil where there is only one.
    public func create(
        _ draft: BuildingDraft, doorReleasePin: DoorReleasePinChange = .keep, logos: LogoChanges = LogoChanges(),
        in organization: ID<Organization>? = nil, by user: ID<User>
    ) async throws -> Building {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            let organizations = scope.administeredOrganizations
            guard !organizations.isEmpty else { throw Failure.notAllowed }
            let draft = try draft.validated(zones)
            guard let owner = organization ?? (organizations.count == 1 ? organizations.first : nil),
                organizations.contains(owner)
            else { throw Failure.invalid("organization_id", code: "building.organization", "must exist") }
            let id = try BuildingTable.insert(
                organization: owner, name: draft.name, address: draft.address1, at: now, in: tx)
            try BuildingTable.update(id, to: draft, at: now, in: tx)
            try DoorReleasePinTable(building: id, secrets: secrets, tx: tx).apply(doorReleasePin, at: now)
            try BuildingTable.change(logos, of: id, in: tx)
            return try administered(id, by: scope, in: tx)
        }
    }

    /// - Parameter change: of what stands there now.
    public func update(
        _ id: ID<Building>, doorReleasePin: DoorReleasePinChange = .keep, logos: LogoChanges = LogoChanges(),
        by user: ID<User>, _ change: @Sendable (inout BuildingDraft) throws -> Void
    ) async throws -> Building {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            // Before it is read, or one of two changes at once would be lost.
            try BuildingTable.hold(id, in: tx)
            var draft = try administered(id, by: scope, in: tx).details
            try change(&draft)
            try BuildingTable.update(id, to: try draft.validated(zones), at: now, in: tx)
            try DoorReleasePinTable(building: id, secrets: secrets, tx: tx).apply(doorReleasePin, at: now)
            try BuildingTable.change(logos, of: id, in: tx)
            try PanelCommands.credentialsChanged(in: id, tx: tx)
            return try administered(id, by: scope, in: tx)
        }
    }

    private func load(_ ids: [ID<Building>], _ scope: AccessScope, in tx: any Transaction) throws -> [Building] {
        try BuildingTable.load(ids, secrets, in: tx) { scope.administers($0, of: $1) }
    }

    /// One that the caller does not administer is as if it did not exist.
    private func administered(_ id: ID<Building>, by scope: AccessScope, in tx: any Transaction) throws -> Building {
        guard let building = try load([id], scope, in: tx).first, building.administration != nil else {
            throw Failure.notFound("building")
        }
        return building
    }
}
