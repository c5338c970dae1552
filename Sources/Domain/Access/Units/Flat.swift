public import Basics
public import Identity

/// A unit as one panel sees it.
public struct Flat: Sendable {
    public let id: ID<Unit>
    public let panel: ID<Panel>
    public let label: String
    public let landline: String?
    public let sip: String?
    public let keyCount: Int
    public let tenantCount: Int
}

/// A tenant of a flat, with what they may do at the panel.
public struct FlatTenant: Sendable {
    /// The account's id.
    public let user: ID<User>
    public let login: Login
    public let name: String?
    /// With the panel's settings where the tenant's flags leave it open.
    public let permissions: PanelDefaults
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// A flat with all that is in it.
public struct FlatDetails: Sendable {
    public let flat: Flat
    public let keys: [AccessKey]
    public let tenants: [FlatTenant]
}
