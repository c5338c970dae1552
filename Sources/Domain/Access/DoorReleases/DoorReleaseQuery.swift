public import Basics
public import Identity

/// Which openings are asked for, and in what order.
public struct DoorReleaseQuery: Sendable {
    public var page: ListRequest
    public var order: RowOrder<DoorReleaseField>
    public var unit: ID<Unit>?
    public var user: ID<User>?
    public var panel: ID<Panel>?
    public var method: String?
    public var type: String?
    /// `default` or `doorman`.
    public var panelUserType: String?

    /// The newest first.
    public init(page: ListRequest = ListRequest(.number(1)), order: RowOrder<DoorReleaseField> = RowOrder()) {
        self.page = page
        self.order = order
    }
}

/// By what openings can be ordered, besides the time at which they were written down.
public enum DoorReleaseField: String, OrderedField {
    case name
    case loggedAt = "logged_at"

    public var column: StaticString {
        switch self {
        case .name: "COALESCE(name, '')"
        case .loggedAt: "logged_at"
        }
    }

    public var isText: Bool { self == .name }
}
