public import Basics
import Foundation
public import Identity
public import Storage

/// The webhooks of buildings, which their administrators set up, and of tenants, which those set up themselves.
public struct Integrations: Sendable {
    let storage: any Storage
    private let secrets: AccessSecrets

    /// Webhooks of one owner.
    public static let most = 20

    public init(storage: any Storage, secrets: AccessSecrets) {
        self.storage = storage
        self.secrets = secrets
    }

    public func list(of owner: IntegrationOwner, by user: ID<User>) async throws -> [Integration] {
        try await storage.read { tx in
            _ = try Integrations.building(of: owner, for: user, in: tx)
            return try IntegrationTable.all(of: owner, in: tx)
        }
    }

    public func get(_ id: String, of owner: IntegrationOwner, by user: ID<User>) async throws -> Integration {
        try await storage.read { tx in
            _ = try Integrations.building(of: owner, for: user, in: tx)
            return try Integrations.find(id, of: owner, in: tx)
        }
    }

    /// A new webhook. The secret that signs its messages is in the answer and nowhere else.
    public func create(
        _ draft: IntegrationDraft, of owner: IntegrationOwner, by user: ID<User>
    ) async throws -> (integration: Integration, secret: Secret) {
        let (url, method, bindings) = try draft.validated()
        let id = UUID().uuidString.lowercased()
        let secret = Integrations.secret()
        let sealed = try secrets.seal(secret.exposed, for: "integration \(id)")
        let made = try await storage.write { tx in
            let now = try tx.now()
            let building = try Integrations.building(of: owner, for: user, in: tx)
            // Changes of one building take turns, so that the number stays true.
            try BuildingTable.hold(building, in: tx)
            guard try IntegrationTable.all(of: owner, in: tx).count < Integrations.most else {
                throw Failure(
                    .conflict, code: "integration.most",
                    "There are \(Integrations.most) integrations already. Delete one first.")
            }
            try IntegrationTable.insert(
                id, of: owner, building: building, url: url, method: method, bindings: bindings,
                isEnabled: draft.isEnabled, secret: sealed, at: now, in: tx)
            return try Integrations.find(id, of: owner, in: tx)
        }
        return (made, secret)
    }

    /// - Parameter change: of what stands there now.
    public func update(
        _ id: String, of owner: IntegrationOwner, by user: ID<User>,
        _ change: @Sendable (inout IntegrationDraft) throws -> Void
    ) async throws -> Integration {
        try await storage.write { tx in
            let now = try tx.now()
            try BuildingTable.hold(try Integrations.building(of: owner, for: user, in: tx), in: tx)
            var draft = IntegrationDraft(try Integrations.find(id, of: owner, in: tx))
            try change(&draft)
            let (url, method, bindings) = try draft.validated()
            try IntegrationTable.update(
                id, url: url, method: method, bindings: bindings, isEnabled: draft.isEnabled, at: now, in: tx)
            return try Integrations.find(id, of: owner, in: tx)
        }
    }

    /// A new secret; messages are signed with the former one as well for 24 hours.
    public func renewSecret(of id: String, of owner: IntegrationOwner, by user: ID<User>) async throws -> Secret {
        let secret = Integrations.secret()
        let sealed = try secrets.seal(secret.exposed, for: "integration \(id)")
        try await storage.write { tx in
            let now = try tx.now()
            _ = try Integrations.building(of: owner, for: user, in: tx)
            _ = try Integrations.find(id, of: owner, in: tx)
            try IntegrationTable.renew(id, secret: sealed, formerUntil: now + .seconds(86_400), at: now, in: tx)
        }
        return secret
    }

    public func delete(_ id: String, of owner: IntegrationOwner, by user: ID<User>) async throws {
        try await storage.write { tx in
            _ = try Integrations.building(of: owner, for: user, in: tx)
            _ = try Integrations.find(id, of: owner, in: tx)
            try IntegrationTable.delete(id, in: tx)
        }
    }

    /// The owner's building, where the caller may set up webhooks for the owner.
    static func building(
        of owner: IntegrationOwner, for user: ID<User>, in tx: any Transaction
    ) throws -> ID<Building> {
        let scope = try AccessScope(of: user, in: tx)
        switch owner {
        case .building(let building):
            try scope.require(.buildingAdmin)
            guard let organization = try BuildingTable.organization(of: building, in: tx),
                scope.administers(building, of: organization)
            else { throw Failure.notFound("building") }
            return building
        case .tenant(let tenant):
            try scope.require(.tenant, .buildingAdmin)
            guard let place = try Place.find(of: tenant, in: tx),
                scope.isTenant(tenant) || scope.administers(place.building, of: place.organization)
            else { throw Failure.notFound("tenant") }
            return place.building
        }
    }

    private static func find(_ id: String, of owner: IntegrationOwner, in tx: any Transaction) throws -> Integration {
        guard let found = try IntegrationTable.find(id, of: owner, in: tx) else {
            throw Failure.notFound("integration")
        }
        return found
    }

    /// 32 random bytes as Standard Webhooks writes them: `whsec_` and base64.
    private static func secret() -> Secret {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Secret("whsec_\(Data(bytes).base64EncodedString())")
    }
}

extension IntegrationDraft {
    /// What stands there now.
    fileprivate init(_ integration: Integration) {
        self.init(
            url: integration.url, method: integration.method.rawValue,
            bindings: integration.bindings.map { binding in
                Binding(
                    resource: binding.resource.rawValue, actions: binding.actions.map(\.rawValue),
                    resourceID: binding.resourceID)
            }, isEnabled: integration.isEnabled)
    }
}
