public import Basics

/// How many of a variant lie in a warehouse.
public struct StockLevel: Sendable {
    public let id: ID<StockLevel>
    public let variant: ID<Variant>
    public let warehouse: ID<Warehouse>
    public let brand: ID<Brand>
    public let barcode: Barcode
    public let inStock: Int64
    public let modifiedAt: Instant
}

/// How many of a variant there are to be.
public struct StockRow: Sendable {
    public let variant: ID<Variant>
    /// 0 and up.
    public let quantity: Int64

    public init(variant: ID<Variant>, quantity: Int64) {
        self.variant = variant
        self.quantity = quantity
    }
}

/// What setting levels did.
public struct StockChanges: Sendable, Equatable {
    public var added = 0
    public var changed = 0

    package init(added: Int = 0, changed: Int = 0) {
        self.added = added
        self.changed = changed
    }
}
