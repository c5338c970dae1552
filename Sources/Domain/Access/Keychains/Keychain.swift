public import Basics

/// A set of keys that a tenant, or who manages a unit, hands to visitors: what they open, and when.
public struct Keychain: Sendable {
    public let id: ID<Keychain>
    public let building: ID<Building>
    public let owner: KeychainOwner
    public let name: String
    public let kind: KeychainKind
    public let window: KeychainWindow
    public let allowsUnitAccess: Bool
    /// Empty: all doors of its owner.
    public let panels: [ID<Panel>]
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// In whose name a keychain opens doors.
public enum KeychainOwner: Hashable, Sendable {
    case tenant(ID<Tenant>)
    /// Whoever lives there.
    case unit(ID<Unit>)
}
