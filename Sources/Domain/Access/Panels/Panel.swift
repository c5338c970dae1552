public import Basics
public import Identity

/// A device at a door of a building, with the units that it rings; the administrators' word for it is *intercom*.
public struct Panel: Sendable {
    public let id: ID<Panel>
    public let organization: ID<Organization>
    public let building: ID<Building>
    public let title: String
    public let address: String
    /// Nil: units have labels instead of numbers.
    public let range: UnitRange?
    public let defaults: PanelDefaults
    public let counts: PanelCounts
    /// Off: it opens to nobody.
    public let isEnabled: Bool
    /// Grows with every change of its keys, units or tenants.
    public let revision: Int64
    public let createdAt: Instant
    public let updatedAt: Instant

    /// How this panel writes the label of a unit, or why it cannot have it.
    public func unitLabel(_ raw: String) -> Result<String, UnitLabelProblem> {
        UnitRange.label(of: raw, in: range)
    }
}

/// What stands at a panel.
public struct PanelCounts: Sendable {
    public let keys: Int
    public let units: Int
    public let tenants: Int

    public var isEmpty: Bool { keys == 0 && units == 0 && tenants == 0 }
}
