public import Basics
public import Identity

/// A user with the places that are theirs.
public struct Person: Sendable {
    public let profile: Profile
    public let places: Places?

    /// Known to the user themselves alone.
    public struct Places: Sendable {
        public let tenants: [ID<Tenant>]
        /// Where they live, or which they administer by itself.
        public let units: [ID<Unit>]
        /// Where they live, or of which they administer anything.
        public let buildings: [ID<Building>]
    }
}
