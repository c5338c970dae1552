/// What waits in a subscriber's queue.
public enum PushMessage: Sendable {
    /// An event of one of its channels.
    case event(OutboxEvent)
    /// A sentence of the wire protocol itself, such as an answer, to be sent in its turn.
    case control(String)

    /// What it counts for in the queue.
    var bytes: Int {
        switch self {
        case .event(let event): event.payload.utf8.count + 512
        case .control(let text): text.utf8.count + 64
        }
    }
}
