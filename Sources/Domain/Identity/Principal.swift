public import Basics

/// Who is asking: a user, on behalf of an organization, through a token.
///
/// Handed as an argument to everything that decides; there is no ambient caller.
public struct Principal: Sendable {
    public let token: ID<Token>
    public let user: ID<User>
    public let organization: ID<Organization>
    public let permissions: Set<Permission>
    /// What the user is in the organization.
    public let member: Member

    public init(
        token: ID<Token>, user: ID<User>, organization: ID<Organization>, permissions: Set<Permission>,
        member: Member = Member()
    ) {
        self.token = token
        self.user = user
        self.organization = organization
        self.permissions = permissions
        self.member = member
    }

    /// Throws `forbidden` where the token does not carry the right.
    public func require(_ permission: Permission) throws {
        guard permissions.contains(permission) else {
            throw Failure(
                .forbidden, code: "permission.missing",
                "This token lacks the permission \(permission.rawValue). Use a token that has it.")
        }
    }
}
