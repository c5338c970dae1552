public import Basics

/// Which calls are asked for, and in what order.
public struct CallQuery: Sendable {
    public var page: ListRequest
    public var order: RowOrder<CallField>
    public var unit: ID<Unit>?
    public var notification: String?
    public var type: String?
    public var guid: String?

    /// The newest first.
    public init(page: ListRequest = ListRequest(.number(1)), order: RowOrder<CallField> = RowOrder()) {
        self.page = page
        self.order = order
    }
}

/// By what calls can be ordered, besides the time at which they rang.
public enum CallField: String, OrderedField {
    case notification = "notification_type"
    case type = "call_type"

    public var column: StaticString {
        switch self {
        case .notification: "door_call.notification_type"
        case .type: "door_call.call_type"
        }
    }

    public var isText: Bool { true }
}
