public import Basics

/// A bearer token (RFC 6750) as it is kept: who may act through it, what it allows, never the secret itself.
public struct Token: Sendable {
    public let id: ID<Token>
    public let organization: ID<Organization>
    public let user: ID<User>
    /// What its owner calls it.
    public let label: String
    public let permissions: Set<Permission>
    public let createdAt: Instant
    /// Nil: it does not expire.
    public let expiresAt: Instant?
    public let revokedAt: Instant?
}
