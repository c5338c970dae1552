public import Basics

/// What a brand sells, in one or several variants.
public struct Product: Sendable {
    public let id: ID<Product>
    public let brand: ID<Brand>
    /// Unique in the company.
    public let code: String
    public let title: String
    public let description: String
    public let category: String
    public let sequence: Int64
    public let createdAt: Instant
    public let modifiedAt: Instant
}
