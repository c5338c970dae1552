public import Basics
public import Identity

/// What products are sold under; belongs to one company.
public struct Brand: Sendable {
    public let id: ID<Brand>
    public let organization: ID<Organization>
    public let company: ID<Company>
    public let labels: CatalogLabels
    /// Products and variants that it has.
    public let productCount: Int
    public let variantCount: Int
    public let createdAt: Instant
    public let modifiedAt: Instant
}
