public import Basics
import Identity

/// The right to make one upload without a token, for whoever knows the link's secret.
public struct UploadLink: Sendable {
    public let id: ID<UploadLink>
    let organization: ID<Organization>
    let user: ID<User>
    let token: ID<Token>
    let permissions: Set<Permission>
    /// What its maker decided; whoever uses it may add what is missing.
    let fields: UploadFields
    let isUsed: Bool
    let expiresAt: Instant
}
