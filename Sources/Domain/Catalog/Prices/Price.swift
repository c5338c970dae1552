public import Basics

/// What a variant costs at a host, in the host's currency: always, or from one day to another.
public struct Price: Sendable {
    /// Nil: what the variant itself says, for there is no price on record.
    public let id: ID<Price>?
    public let variant: ID<Variant>
    public let host: ID<Host>
    public let barcode: Barcode
    public let price: DecimalNumber
    public let rrp: DecimalNumber?
    /// Days in UTC. Nil where there is no price on record.
    public let start: CivilDate?
    /// The last day on which it holds. Nil: until another takes its place.
    public let end: CivilDate?
}

/// A price to be put on record.
public struct PriceRow: Sendable {
    public let variant: ID<Variant>
    public let price: DecimalNumber
    public let rrp: DecimalNumber?

    public init(variant: ID<Variant>, price: DecimalNumber, rrp: DecimalNumber?) {
        self.variant = variant
        self.price = price
        self.rrp = rrp
    }
}
