/// How much a member may do in an organization and in its customers, lowest first.
public enum Level: String, CaseIterable, Comparable, Sendable {
    case personal = "PERSONAL"
    case viewer = "VIEWER"
    case manager = "MANAGER"
    case owner = "OWNER"
    /// From here on also in the organizations below their own.
    case reseller = "RESELLER"
    case resellerAdministrator = "RESELLER_ADMIN"
    /// Everywhere in the installation.
    case administrator = "ADMIN"

    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
}
