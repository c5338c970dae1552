public import Basics
public import Identity

/// Where a company's goods lie.
public struct Warehouse: Sendable {
    public let id: ID<Warehouse>
    public let organization: ID<Organization>
    public let company: ID<Company>
    public let labels: CatalogLabels
    public let createdAt: Instant
    public let modifiedAt: Instant
}
