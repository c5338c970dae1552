/// Who may fetch a file of a firm (filer contract).
public enum FirmFileAccess: String, CaseIterable, Sendable {
    /// Everybody, also without a token.
    case `public` = "Public"
    /// Every contact of the uploader's firm.
    case firm = "Firm"
    /// The contact alone who uploaded it.
    case contact = "Contact"
    /// Everybody with a token.
    case authorized = "Authorized"

    public var audience: Audience {
        switch self {
        case .public: .everyone
        case .firm: .members
        case .contact: .uploader
        case .authorized: .signedIn
        }
    }

    /// Nil for an audience that no file of a firm has.
    public init?(_ audience: Audience) {
        guard let access = FirmFileAccess.allCases.first(where: { $0.audience == audience }) else { return nil }
        self = access
    }

    /// Whether a token needs no permission for such a file.
    var isOpen: Bool { self == .public || self == .authorized }
}
