public import Basics

/// One colour and size of a product: what a barcode stands on.
public struct Variant: Sendable {
    public let id: ID<Variant>
    public let product: ID<Product>
    public let brand: ID<Brand>
    /// Unique in the company, as the barcode.
    public let code: String
    public let barcode: Barcode
    public let colour: String
    public let size: String
    public let sequence: Int64
    /// The price that the brand recommends, in the currency of whoever sells it.
    public let rrp: DecimalNumber
    public let sellPrice: DecimalNumber?
    public let createdAt: Instant
    public let modifiedAt: Instant
}
