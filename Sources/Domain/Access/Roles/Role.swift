public import Basics
public import Identity

/// That somebody administers a unit, a zone or a building.
public struct Role: Sendable {
    public let id: ID<Role>
    public let user: ID<User>
    public let role: AccessRole
    public let place: RolePlace
    public let building: ID<Building>
    public let organization: ID<Organization>
    public let createdAt: Instant
}

/// What a role is for.
public enum RolePlace: Hashable, Sendable {
    case unit(ID<Unit>)
    case zone(ID<Zone>)
    case building(ID<Building>)

    public var role: AccessRole {
        switch self {
        case .unit: .unitAdmin
        case .zone: .zoneAdmin
        case .building: .buildingAdmin
        }
    }
}

/// A role that somebody is to have.
public struct RoleDraft: Sendable {
    public var role: String?
    public var user: ID<User>?
    /// Instead of a user's id: how they sign in; who is not known yet gets an account.
    public var login: String?
    public var unit: ID<Unit>?
    public var zone: ID<Zone>?
    public var building: ID<Building>?

    public init(
        role: String?, user: ID<User>? = nil, login: String? = nil, unit: ID<Unit>? = nil, zone: ID<Zone>? = nil,
        building: ID<Building>? = nil
    ) {
        self.role = role
        self.user = user
        self.login = login
        self.unit = unit
        self.zone = zone
        self.building = building
    }
}
