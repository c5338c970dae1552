public import Basics
public import Identity

/// A house with its panels and units.
public struct Building: Sendable {
    public let id: ID<Building>
    public let organization: ID<Organization>
    public let name: String
    public let address: String
}
