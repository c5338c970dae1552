public import Basics
public import Identity

/// A user's tie to a unit.
public struct Tenant: Sendable {
    public let id: ID<Tenant>
    public let profile: Profile
    public let unit: ID<Unit>
    public let zone: ID<Zone>
    public let building: ID<Building>
    public let organization: ID<Organization>
    /// Where they may be found, of those in service.
    public let panels: [ID<Panel>]
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// Who is to live somewhere.
public struct TenantDraft: Sendable {
    /// An e-mail address or a phone number, as somebody signs in with it.
    public var login: String
    public var profile: ProfileDraft

    public init(login: String, profile: ProfileDraft = ProfileDraft()) {
        self.login = login
        self.profile = profile
    }
}
