public import Basics

/// Which messages are asked for, and in what order.
public struct MessageQuery: Sendable {
    public var page: ListRequest
    public var order: RowOrder<MessageField>
    public var unit: ID<Unit>?
    /// `text` or `voice`.
    public var type: String?

    /// The newest first.
    public init(page: ListRequest = ListRequest(.number(1)), order: RowOrder<MessageField> = RowOrder()) {
        self.page = page
        self.order = order
    }
}

/// By what messages can be ordered, besides the time at which they were left.
public enum MessageField: String, OrderedField {
    case type = "message_type"

    public var column: StaticString { "CASE WHEN audio IS NULL THEN 'text' ELSE 'voice' END" }

    public var isText: Bool { true }
}
