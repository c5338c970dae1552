/// One page of a list, with what is needed to link to the others.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Items in the whole list.
    public let total: Int
    public let request: PageRequest

    public init(items: [Item], total: Int, request: PageRequest) {
        self.items = items
        self.total = total
        self.request = request
    }

    /// The number of the last page; 1 where the list is empty.
    public var lastPage: Int { max(1, (total + request.size - 1) / request.size) }

    public func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), total: total, request: request)
    }
}

/// Which page of a list is asked for.
public struct PageRequest: Sendable, Equatable {
    /// From 1.
    public let number: Int
    /// Items a page.
    public let size: Int

    /// Out-of-range values are brought into range: the page to 1 and up, the size to `1...most`.
    public init(number: Int = 1, size: Int = 25, most: Int = 100) {
        self.size = min(max(size, 1), most)
        self.number = min(max(number, 1), Int(Int32.max))
    }

    public var offset: Int { (number - 1) * size }
}
