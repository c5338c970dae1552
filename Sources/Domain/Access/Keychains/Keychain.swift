public import Basics

/// A set of keys that a tenant, or who manages a unit, hands to visitors: what they open, and when.
public struct Keychain: Sendable {
    public let id: ID<Keychain>
    public let building: ID<Building>
    public let owner: KeychainOwner
    /// The unit, or the one where the tenant lives.
    public let unit: ID<Unit>
    public let name: String
    public let kind: KeychainKind
    public let window: KeychainWindow
    public let allowsUnitAccess: Bool
    /// Empty: all doors of its owner.
    public let panels: [ID<Panel>]
    /// Those that are not revoked.
    public let keys: Int
    /// Those of them that have never opened a door.
    public let unusedKeys: Int
    public let createdAt: Instant
    public let updatedAt: Instant

    public func status(at now: Instant) -> KeychainStatus {
        .of(kind, window, keys: keys, unused: unusedKeys, at: now)
    }
}

/// In whose name a keychain opens doors.
public enum KeychainOwner: Hashable, Sendable {
    case tenant(ID<Tenant>)
    /// Whoever lives there.
    case unit(ID<Unit>)
}
