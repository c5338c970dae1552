public import Basics
public import Identity

/// Which openings are asked for.
public struct DoorReleaseQuery: Sendable {
    public var place: Place
    public var size: Int
    public var isOldestFirst: Bool
    public var unit: ID<Unit>?
    public var user: ID<User>?
    public var panel: ID<Panel>?
    public var method: String?
    public var type: String?

    public enum Place: Sendable {
        case number(PageRequest)
        /// Behind this one in the order that is asked for; nil: from the start.
        case after(ID<DoorRelease>?)
    }

    /// The newest first.
    public init(page: PageRequest = PageRequest(size: 20)) {
        place = .number(page)
        size = page.size
        isOldestFirst = false
    }

    /// Behind another one, which costs the same however far it is.
    public init(after id: ID<DoorRelease>?, size: Int) {
        place = .after(id)
        self.size = min(max(size, 1), 100)
        isOldestFirst = false
    }
}

/// Some openings.
public struct DoorReleasePage: Sendable {
    public let releases: [DoorRelease]
    /// Nil where pages are asked for by what stands before them.
    public let total: Int?
    public let hasMore: Bool
}
