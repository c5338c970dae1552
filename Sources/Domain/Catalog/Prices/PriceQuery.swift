public import Basics

/// Which prices are asked for.
public struct PriceQuery: Sendable {
    public var brand: ID<Brand>?
    public var host: ID<Host>?
    public var variant: ID<Variant>?
    public var barcode: Barcode?
    /// The price in force then, one for each variant; nil: every price on record.
    public var at: Instant?

    public init(
        brand: ID<Brand>? = nil, host: ID<Host>? = nil, variant: ID<Variant>? = nil, barcode: Barcode? = nil,
        at: Instant? = nil
    ) {
        self.brand = brand
        self.host = host
        self.variant = variant
        self.barcode = barcode
        self.at = at
    }

    var namesVariants: Bool { variant != nil || barcode != nil }
}
