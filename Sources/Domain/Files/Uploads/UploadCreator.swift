import Basics
public import Identity

/// Who may see and go on with an upload: its creator with a token, or whoever holds the link by which it was begun.
public struct UploadCreator: Sendable {
    /// On whose behalf everything happens.
    public let principal: Principal
    /// Nil: they came with a token.
    let link: UploadLink?

    public init(_ principal: Principal) {
        self.principal = principal
        link = nil
    }

    init(_ principal: Principal, by link: UploadLink) {
        self.principal = principal
        self.link = link
    }

    var user: ID<User> { principal.user }
    var organization: ID<Organization> { principal.organization }

    func owns(_ upload: Upload) -> Bool {
        upload.user == user && upload.organization == organization && (link == nil || upload.link == link?.id)
    }
}
