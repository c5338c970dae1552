public import Basics

/// A picture of a product, or of one of its variants.
public struct ProductImage: Sendable {
    public let id: ID<ProductImage>
    public let brand: ID<Brand>
    public let product: ID<Product>
    /// Nil: of the product as a whole.
    public let variant: ID<Variant>?
    /// Where its owner has it; http or https.
    public let sourceURL: String
    public let sequence: Int64
    public let status: ImageStatus
    /// What is kept of it, once it is stored.
    public let digest: Digest?
    public let mediaType: String?
    public let size: Int64?
    /// Why it could not be had, in words for its owner.
    public let problem: String?
    public let createdAt: Instant
    public let modifiedAt: Instant
}

/// How far a picture has come.
public enum ImageStatus: String, Sendable, CaseIterable {
    /// It is still to be fetched.
    case queued
    case stored
    case failed
}

/// A picture to be had.
public struct ImageRow: Sendable {
    public let product: ID<Product>
    /// Nil: of the product as a whole.
    public let variant: ID<Variant>?
    public let url: String
    public let sequence: Int64

    public init(product: ID<Product>, variant: ID<Variant>?, url: String, sequence: Int64) {
        self.product = product
        self.variant = variant
        self.url = url
        self.sequence = sequence
    }
}
