public import Basics
public import Identity
public import Storage
public import TimeZones

/// The keychains of tenants and units, and the virtual keys on them.
public struct Keychains: Sendable {
    let storage: any Storage
    let secrets: AccessSecrets
    let zones: ZoneDatabase
    private let wakeWorkers: @Sendable () -> Void

    /// Keys that one request may add.
    public static let mostRecipients = 50

    /// - Parameter wakeWorkers: called after keys were promised to be sent.
    public init(
        storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase,
        wakeWorkers: @escaping @Sendable () -> Void = {}
    ) {
        self.storage = storage
        self.secrets = secrets
        self.zones = zones
        self.wakeWorkers = wakeWorkers
    }

    /// A new keychain with a virtual key for each recipient: for a tenant in their own name and for their unit, for an
    /// administrator in the name of anybody there.
    public func create(_ draft: KeychainDraft, by user: ID<User>) async throws -> KeychainDetails {
        let (owner, name) = try draft.validated()
        let recipients = try Keychains.validated(draft.recipients)
        defer { wakeWorkers() }
        return try await storage.write { tx in
            let now = try tx.now()
            guard let place = try Keychains.place(of: owner, for: user, in: tx) else {
                throw Keychains.unknown(owner)
            }
            let panels = Set(draft.panels)
            guard try KeychainTable.count(Array(panels), of: place.building, in: tx) == panels.count else {
                throw Failure.invalid("devices", code: "keychain.devices", "must exist")
            }
            let zone = try BuildingTable.zone(of: place.building, zones, in: tx)
            let window = try Keychains.window(draft.times, in: zone)
            let id = try KeychainTable.insert(
                draft, name: name, at: place, window: window, by: user, at: now, in: tx)
            try addKeys(recipients, to: id, of: place.building, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: place.building, tx: tx)
            return try details(id, in: tx)
        }
    }

    public func get(_ id: ID<Keychain>, by user: ID<User>) async throws -> KeychainDetails {
        try await storage.read { tx in
            _ = try Keychains.find(id, for: user, in: tx)
            return try details(id, in: tx)
        }
    }

    /// Takes a keychain away, and its keys with it.
    public func delete(_ id: ID<Keychain>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let keychain = try Keychains.find(id, for: user, in: tx)
            let pins = try PinTable(of: keychain.building, secrets: secrets, in: tx)
            for key in try tx.fetch("SELECT id FROM virtual_key WHERE keychain_id = \(id) AND revoked_at IS NULL") {
                let revoked = try VirtualKeyTable.revoke(try key.id("id"), of: id, at: now, in: tx)
                if let pin = revoked?.pin { try pins.release(pin) }
            }
            try KeychainTable.revoke(id, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: keychain.building, tx: tx)
        }
    }

    /// Further keys for a keychain, in the order of the recipients.
    public func add(
        _ recipients: [RecipientDraft], to id: ID<Keychain>, by user: ID<User>
    ) async throws -> [VirtualKeyDetails] {
        guard !recipients.isEmpty else {
            throw Failure.invalid("recipients", code: "virtual-key.recipients", "can't be blank")
        }
        let recipients = try Keychains.validated(recipients)
        defer { wakeWorkers() }
        return try await storage.write { tx in
            let now = try tx.now()
            let keychain = try Keychains.find(id, for: user, in: tx)
            let added = Set(try addKeys(recipients, to: id, of: keychain.building, at: now, in: tx))
            try PanelCommands.credentialsChanged(in: keychain.building, tx: tx)
            return try VirtualKeyTable.all(of: id, secrets, in: tx).filter { added.contains($0.key.id) }
        }
    }

    /// Takes one key away.
    public func delete(_ key: ID<VirtualKey>, of id: ID<Keychain>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let keychain = try Keychains.find(id, for: user, in: tx)
            let pins = try PinTable(of: keychain.building, secrets: secrets, in: tx)
            guard let revoked = try VirtualKeyTable.revoke(key, of: id, at: now, in: tx) else {
                throw Failure.notFound("virtual key")
            }
            if let pin = revoked.pin { try pins.release(pin) }
            try KeychainTable.count(id, keysAdded: -1, unusedAdded: revoked.wasUnused ? -1 : 0, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: keychain.building, tx: tx)
        }
    }

    @discardableResult
    private func addKeys(
        _ recipients: [(name: String, recipient: KeyRecipient)], to id: ID<Keychain>, of building: ID<Building>,
        at now: Instant, in tx: any Transaction
    ) throws -> [ID<VirtualKey>] {
        let pins = try PinTable(of: building, secrets: secrets, in: tx)
        let keys = try recipients.map { name, recipient in
            try VirtualKeyTable.insert(
                name, recipient, keychain: id, pin: try pins.takeAny(at: now).id, token: .random(bytes: 16), secrets,
                at: now, in: tx
            ).id
        }
        try KeychainTable.count(id, keysAdded: keys.count, unusedAdded: keys.count, at: now, in: tx)
        for key in keys { try VirtualKeySending.enqueue(key, in: tx) }
        return keys
    }

    private func details(_ id: ID<Keychain>, in tx: any Transaction) throws -> KeychainDetails {
        guard let keychain = try KeychainTable.find(id, in: tx) else { throw Failure.notFound("keychain") }
        return KeychainDetails(
            keychain: keychain, zone: try BuildingTable.zone(of: keychain.building, zones, in: tx),
            keys: try VirtualKeyTable.all(of: id, secrets, in: tx))
    }

    /// One of another scope is as if it did not exist.
    private static func find(_ id: ID<Keychain>, for user: ID<User>, in tx: any Transaction) throws -> Keychain {
        guard let keychain = try KeychainTable.find(id, in: tx), try place(of: keychain.owner, for: user, in: tx) != nil
        else { throw Failure.notFound("keychain") }
        return keychain
    }

    /// Where the owner is; nil where the caller may not act for them.
    private static func place(
        of owner: KeychainOwner, for user: ID<User>, in tx: any Transaction
    ) throws -> Place? {
        let scope = try AccessScope(of: user, in: tx)
        switch owner {
        case .tenant(let tenant):
            guard let place = try Place.find(of: tenant, in: tx), scope.mayActFor(tenant, at: place) else { return nil }
            return place
        case .unit(let unit):
            guard let place = try Place.find(unit, in: tx), scope.mayActFor(place) else { return nil }
            return place
        }
    }

    private static func window(_ times: KeychainDraft.Times, in zone: ZoneRules) throws -> KeychainWindow {
        switch times {
        case .custom(let start, let end), .oneTime(let start, let end):
            try KeychainWindow(from: start.instant(in: zone, .first), until: end.instant(in: zone, .last))
        case .recurring(let recurrence): KeychainWindow(recurrence, in: zone)
        }
    }

    private static func validated(
        _ recipients: [RecipientDraft]
    ) throws -> [(name: String, recipient: KeyRecipient)] {
        guard recipients.count <= mostRecipients else {
            throw Failure.invalid(
                "recipients", code: "virtual-key.recipients", "must be at most \(mostRecipients) at once")
        }
        return try recipients.map { try $0.validated() }
    }

    private static func unknown(_ owner: KeychainOwner) -> Failure {
        switch owner {
        case .tenant: .invalid("tenant", code: "keychain.owner", "must exist")
        case .unit: .invalid("unit", code: "keychain.owner", "must exist")
        }
    }
}

/// A keychain with its keys.
public struct KeychainDetails: Sendable {
    public let keychain: Keychain
    /// That of its building.
    public let zone: ZoneRules
    public let keys: [VirtualKeyDetails]
}
