public import Basics

/// A visitor at a panel who rings a unit.
public struct Call: Sendable {
    public let id: ID<Call>
    /// By which panels and apps name it: a UUID (RFC 9562).
    public let guid: String
    public let building: ID<Building>
    public let panel: ID<Panel>
    /// The panel's title, as apps show it.
    public let panelName: String
    public let unit: ID<Unit>
    public let type: CallType
    public let notification: CallNotification
    public let status: CallStatus
    /// The digest of the picture that the panel took.
    public let image: Digest?
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// Who rings.
public enum CallNotification: String, CaseIterable, Sendable {
    case visitor, delivery
}
