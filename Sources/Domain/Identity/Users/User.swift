public import Basics

/// A person's account: one for the whole installation, whatever organizations and apartments tie to it.
public struct User: Sendable {
    public let id: ID<User>
    public let login: Login
    public let name: String?
    /// The organization that made the account, and may therefore rename it.
    public let createdBy: ID<Organization>?
    public let createdAt: Instant
    public let revokedAt: Instant?

    public init(
        id: ID<User>, login: Login, name: String?, createdBy: ID<Organization>?, createdAt: Instant,
        revokedAt: Instant?
    ) {
        self.id = id
        self.login = login
        self.name = name
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}
