public import Basics
public import Identity

/// Which keys of a panel are asked for, and in what order.
public struct KeyQuery: Sendable {
    public enum Sort: String, Sendable, CaseIterable {
        case id, key, flat
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// Part of a code; case does not matter.
    public var search: String?
    public var sort = Sort.id
    public var descending = false
    /// Bounds of the creation, both included.
    public var from: Instant?
    public var to: Instant?
    public var user: ID<User>?
    public var unit: ID<Unit>?
    /// Only keys that no tenant carries.
    public var unboundUsers = false
    /// Only keys that belong to no flat; there are none, since a key is always one of a flat.
    public var unboundFlats = false

    public init() {}

    /// Whether every key of the panel is asked for.
    var isForAll: Bool {
        search == nil && from == nil && to == nil && user == nil && unit == nil && !unboundUsers && !unboundFlats
    }
}
