/// To whom a file is open: somebody may read it who stands to it in one of these ways.
///
/// The one rule of access to files: every surface's words (`ALL`, `Firm` …) are names for such sets.
public struct Audience: OptionSet, Hashable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Everybody, also without a token.
    public static let everyone = Audience(rawValue: 1 << 0)
    /// Everybody with a token.
    public static let signedIn = Audience(rawValue: 1 << 1)
    /// Every member of the organization.
    public static let members = Audience(rawValue: 1 << 2)
    /// The members from viewers on.
    public static let staff = Audience(rawValue: 1 << 3)
    /// Resellers of the organizations above, and administrators.
    public static let above = Audience(rawValue: 1 << 4)
    /// Administrators of the installation.
    public static let administrators = Audience(rawValue: 1 << 5)
    /// Who uploaded it.
    public static let uploader = Audience(rawValue: 1 << 6)
}
