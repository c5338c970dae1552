public import Basics
public import Identity
public import Storage

/// The codes with which tenants open the doors of their building.
public struct Pins: Sendable {
    private let storage: any Storage
    private let secrets: AccessSecrets

    public init(storage: any Storage, secrets: AccessSecrets) {
        self.storage = storage
        self.secrets = secrets
    }

    /// The code of a tenant, for them and for who administers where they live; nil where they have none.
    public func code(of tenant: ID<Tenant>, by user: ID<User>) async throws -> PinCode? {
        try await storage.read { tx in
            guard let place = try Place.find(of: tenant, in: tx),
                try AccessScope(of: user, in: tx).mayActFor(tenant, at: place)
            else { throw Failure.notFound("tenant") }
            return try TenantPinTable.pin(of: tenant, in: tx).flatMap { try PinTable.code($0, secrets, in: tx) }
        }
    }

    /// Gives a tenant a code of their own.
    public func set(_ code: PinCode, for tenant: ID<Tenant>, by user: ID<User>) async throws {
        try await give(code, to: tenant, by: user) { tx, _, _ in [tenant] }
    }

    /// Gives one code to all tenancies that the tenant's user has in the building.
    public func combine(_ code: PinCode, for tenant: ID<Tenant>, by user: ID<User>) async throws {
        try await give(code, to: tenant, by: user) { tx, holder, building in
            try TenantPinTable.tenancies(of: holder, in: building, tx)
        }
    }

    private func give(
        _ code: PinCode, to tenant: ID<Tenant>, by user: ID<User>,
        whose tenancies: @Sendable (any Transaction, ID<User>, ID<Building>) throws -> [ID<Tenant>]
    ) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard let place = try Place.find(of: tenant, in: tx),
                try AccessScope(of: user, in: tx).mayActFor(tenant, at: place)
            else { throw Failure.invalid("id", code: "pin.tenant", "must exist") }
            let table = try PinTable(of: place.building, secrets: secrets, in: tx)
            let holder = try TenantPinTable.user(of: tenant, in: tx)
            guard let pin = try table.take(code, for: holder, at: now) else { throw PinProblems(all: [.taken]) }
            for tenancy in try tenancies(tx, holder, place.building) {
                let old = try TenantPinTable.pin(of: tenancy, in: tx)
                try TenantPinTable.set(pin, of: tenancy, at: now, in: tx)
                if let old, old != pin { try table.release(old) }
            }
            try PanelCommands.credentialsChanged(in: place.building, tx: tx)
        }
    }
}
