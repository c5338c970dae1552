public import Basics
public import Identity

/// A firm that owns brands. Codes of products, codes of variants and barcodes are unique within it.
public struct Company: Sendable {
    public let id: ID<Company>
    public let organization: ID<Organization>
    public let labels: CatalogLabels
    public let createdAt: Instant
    public let modifiedAt: Instant
}
