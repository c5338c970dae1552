public import Basics
public import Identity

/// Which keychains are asked for, and in what order.
public struct KeychainQuery: Sendable {
    public var page: ListRequest
    public var order: RowOrder<KeychainField>
    public var unit: ID<Unit>?
    public var tenant: ID<Tenant>?
    public var status: KeychainStatus?

    /// The newest first.
    public init(page: ListRequest = ListRequest(.number(1)), order: RowOrder<KeychainField> = RowOrder()) {
        self.page = page
        self.order = order
    }
}

/// By what keychains can be ordered, besides the time at which they were made.
public enum KeychainField: String, OrderedField {
    case name
    case startsAt = "starts_at"
    case endsAt = "ends_at"

    public var column: StaticString {
        switch self {
        case .name: "keychain.name"
        case .startsAt: "keychain.starts_at"
        case .endsAt: "keychain.ends_at"
        }
    }

    public var isText: Bool { self == .name }
}
