public import Basics
public import Identity

/// Something that a user is told and has read, or has not.
public struct Notification: Sendable {
    public let id: ID<Notification>
    public let user: ID<User>
    public let organization: ID<Organization>
    /// A word for programs, as in `brand_file_rejected`.
    public let type: String
    public let isError: Bool
    /// One or two sentences.
    public let message: String
    /// What it is about, for programs.
    public let data: JSON
    public let createdAt: Instant
    public let readAt: Instant?
}
