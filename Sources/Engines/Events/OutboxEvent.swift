public import Basics

/// One row of the outbox: an event as it is told on one channel.
public struct OutboxEvent: Sendable {
    /// Its place in the outbox; later rows have higher numbers.
    public let row: Int64
    /// The same on every channel of one event.
    public let id: EventID
    public let channel: String
    public let type: String
    /// A JSON object with `status` and `data`.
    public let payload: String
    public let isTransient: Bool
    public let createdAt: Instant
    public let deliveredAt: Instant?
}
