public import Basics

/// What a host has ordered of a brand.
public struct Order: Sendable {
    public let id: ID<Order>
    /// As the host calls it; unique for the brand.
    public let number: String
    public let host: ID<Host>
    public let brand: ID<Brand>
    public let status: OrderStatus
    public let createdAt: Instant
    public let lines: [OrderLine]
    public let dispatches: [OrderDispatch]
}

/// How much of an order has left.
public enum OrderStatus: String, Sendable, CaseIterable {
    case open
    case partDispatched
    case dispatched
}

/// So many of one variant.
public struct OrderLine: Sendable {
    public let id: ID<OrderLine>
    public let variant: ID<Variant>
    public let barcode: Barcode
    public let quantity: Int64
    /// How many of them have left.
    public let dispatched: Int64
    /// What the host pays for one, in its currency.
    public let price: DecimalNumber?
}

/// Something of an order that has left.
public struct OrderDispatch: Sendable {
    public let id: ID<OrderDispatch>
    /// Empty where it is not known.
    public let carrier: String
    public let trackingNumber: String
    public let day: CivilDate?
    public let lines: [Line]

    public struct Line: Sendable {
        public let line: ID<OrderLine>
        public let barcode: Barcode
        public let quantity: Int64
    }
}
