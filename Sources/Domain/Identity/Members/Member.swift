/// What a user is in an organization.
public struct Member: Hashable, Sendable {
    public var level: Level
    /// The department that they belong to, if any.
    public var department: String?
    /// Whether that is the head department.
    public var isInHeadDepartment: Bool
    public var rights: Set<Right>

    public init(
        level: Level = .manager, department: String? = nil, isInHeadDepartment: Bool = false, rights: Set<Right> = []
    ) {
        self.level = level
        self.department = department
        self.isInHeadDepartment = isInHeadDepartment
        self.rights = rights
    }

    /// Whether both belong to one department; those without one belong to none.
    public func sharesDepartment(with other: Member) -> Bool {
        department != nil && department == other.department
    }
}

/// Something that a member may do besides what their level allows.
public enum Right: String, CaseIterable, Sendable {
    /// Administer contacts and departments.
    case administerContacts = "administer-contacts"
    /// Edit and delete their own contact data.
    case editOwnData = "edit-own-data"
}
