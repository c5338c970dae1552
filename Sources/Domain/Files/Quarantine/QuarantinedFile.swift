public import Basics
public import Identity

/// A file that was put aside because a virus was found in it.
public struct QuarantinedFile: Sendable {
    public let id: ID<QuarantinedFile>
    public let organization: ID<Organization>
    public let uploader: ID<User>
    public let name: String
    /// What the scanner calls the virus.
    public let signature: String
    public let digest: Digest
    /// In bytes.
    public let size: Int64
    public let createdAt: Instant
}
