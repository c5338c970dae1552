public import Basics

/// An order to one panel: repeated until the panel acknowledges it, and worth nothing once it has expired.
public struct PanelCommand: Sendable {
    public let id: ID<PanelCommand>
    public let panel: ID<Panel>
    public let order: PanelOrder
    public let createdAt: Instant
    /// The first moment at which it must not be carried out any more.
    public let expiresAt: Instant

    /// How long a command is good for: a door must not open when whoever asked has walked away.
    public static let lifetime = Duration.seconds(15)
}
