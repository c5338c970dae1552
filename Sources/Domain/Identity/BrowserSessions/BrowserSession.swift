public import Basics

/// A browser in which somebody has signed in.
public struct BrowserSession: Sendable {
    public let user: ID<User>
    public let login: Login
    public let name: String?
    /// When the user showed their password.
    public let startedAt: Instant
    /// How long ago that is.
    public let age: Duration
    public let expiresAt: Instant
}
