public import Basics

/// A firm that runs intercoms or serves those who do; nothing of one is visible to another.
public struct Organization: Sendable {
    public let id: ID<Organization>
    public let name: String
    /// The reseller that it is a customer of.
    public let parent: ID<Organization>?
    public let createdAt: Instant
    /// When an operator withdrew it; its tokens stop working then.
    public let revokedAt: Instant?
}
