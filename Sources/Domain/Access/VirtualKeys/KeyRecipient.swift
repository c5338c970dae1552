import Identity

/// Where a virtual key is sent.
public enum KeyRecipient: Hashable, Sendable {
    case email(String)
    /// E.164, with the plus sign.
    case phone(String)

    /// An e-mail address where there is an `@`, else a phone number; nil where it is neither.
    public init?(_ text: String) {
        guard let login = Login(text) else { return nil }
        self = login.text.utf8.contains(0x40) ? .email(login.text) : .phone(login.text)
    }

    public var text: String {
        switch self {
        case .email(let address): address
        case .phone(let number): number
        }
    }
}
