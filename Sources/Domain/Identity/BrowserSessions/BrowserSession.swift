public import Basics

/// A browser in which somebody has signed in.
public struct BrowserSession: Sendable {
    public let user: ID<User>
    public let login: Login
    public let name: String?
    public let startedAt: Instant
    public let expiresAt: Instant
}
