public import Basics
public import Identity

/// Who sells brands: a shop or a department store. Its prices are in one currency.
public struct Host: Sendable {
    public let id: ID<Host>
    public let organization: ID<Organization>
    public let labels: CatalogLabels
    /// ISO 4217: three capitals.
    public let currency: String
    public let createdAt: Instant
    public let modifiedAt: Instant
}
