public import Basics
public import Identity

/// A panel that speaks for itself, by its token.
public struct PanelCaller: Sendable {
    public let panel: ID<Panel>
    public let building: ID<Building>
    public let organization: ID<Organization>
    /// False while somebody has switched it off.
    public let isEnabled: Bool
}
