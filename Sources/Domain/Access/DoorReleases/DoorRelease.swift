public import Basics
public import Identity

/// One opening of a door: who, how, where and when.
public struct DoorRelease: Sendable {
    public let id: ID<DoorRelease>
    public let building: ID<Building>
    public let panel: ID<Panel>
    public let unit: ID<Unit>?
    public let user: ID<User>?
    public let tenant: ID<Tenant>?
    public let virtualKey: ID<VirtualKey>?
    /// `mobile`, `panel`, `nfc`, `qr_key` and the other words of the contract.
    public let method: String
    /// `visitor` or `delivery`.
    public let type: String
    /// Whose key it was.
    public let name: String?
    /// The call during which the door was opened.
    public let call: String?
    /// When the door opened, by the panel's word where it was offline.
    public let loggedAt: Instant
    public let createdAt: Instant
    /// What the panel saw when that call began; known where openings are listed.
    public var picture: Medium?

    /// Who stands at the panel for the building; there are no doormen's panels yet.
    public static let panelUserType = "default"
}
