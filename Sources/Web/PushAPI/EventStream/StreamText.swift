import Events

/// The `text/event-stream` format (HTML Standard, section 9.2). JSON text has no line breaks, so one `data` line is
/// enough.
enum StreamText {
    /// The first line; a client that loses the stream comes back after so many milliseconds.
    static let opening = "retry: 2000\n\n"
    /// A comment, which listeners do not see.
    static let heartbeat = ":\n\n"

    static func event(_ event: OutboxEvent) -> String {
        "id: \(event.id)\nevent: \(event.type)\ndata: \(TokenPush.body(of: event))\n\n"
    }
}
