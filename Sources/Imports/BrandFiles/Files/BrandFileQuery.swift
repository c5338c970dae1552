public import Basics
public import Catalog

/// Which files are asked for; nil: no matter.
public struct BrandFileQuery: Sendable {
    public var kind: String?
    public var status: BrandFile.Status?
    public var brand: ID<Brand>?
    /// This moment counts.
    public var createdFrom: Instant?
    /// This moment does not.
    public var createdBefore: Instant?

    public init() {}
}
