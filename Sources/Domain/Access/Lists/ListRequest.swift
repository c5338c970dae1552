/// Which part of a list is asked for.
public struct ListRequest: Hashable, Sendable {
    public let place: Place
    /// Items at most.
    public let size: Int

    public enum Place: Hashable, Sendable {
        /// A page by its number, from 1.
        case number(Int)
        /// What follows an item, told by the values that order it; none: from the beginning.
        case after([String])
    }

    public init(_ place: Place, size: Int = 20) {
        self.place = place
        self.size = min(max(size, 1), 100)
    }

    /// Items before a page by number; nil behind an item.
    public var offset: Int? {
        if case .number(let number) = place { (min(max(number, 1), Int(Int32.max)) - 1) * size } else { nil }
    }
}

/// A part of a list.
public struct ListPage<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Items in the whole list; nil where nobody counted them to the end.
    public let total: Int?
    /// The values that order the last item; nil where nothing follows it.
    public let next: [String]?

    public init(items: [Item], total: Int?, next: [String]?) {
        self.items = items
        self.total = total
        self.next = next
    }

    public func map<Other>(_ transform: (Item) throws -> Other) rethrows -> ListPage<Other> {
        ListPage<Other>(items: try items.map(transform), total: total, next: next)
    }
}
