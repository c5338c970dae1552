/// Who may see a customer's document (customer-document contract).
public enum DocumentAccess: String, CaseIterable, Sendable {
    /// Everybody who can see the customer.
    case all = "ALL"
    /// The customer's own users from viewers on, and those above.
    case customer = "CUSTOMER"
    /// A personal file: its uploader, and administrators.
    case employee = "EMPLOYEE"
    /// The resellers above the customer, and the uploader.
    case reseller = "RESELLER"

    public var audience: Audience {
        switch self {
        case .all: [.members, .above]
        case .customer: [.staff, .above]
        case .employee: [.uploader, .administrators]
        case .reseller: [.above, .uploader]
        }
    }

    /// Nil for an audience that no document has.
    public init?(_ audience: Audience) {
        guard let access = DocumentAccess.allCases.first(where: { $0.audience == audience }) else { return nil }
        self = access
    }
}
