import Basics

/// What a client said over a socket.
enum ClientMessage: Sendable, Equatable {
    case ping
    case pong
    case subscribe(channel: String, auth: String?)
    case unsubscribe(channel: String)
    /// A name that begins with `client-`: meant for other clients.
    case clientEvent(String)
    case unknown(String)

    /// Nil where the text is not an object with an `event`. `data` may be an object or, as some libraries have it, JSON
    /// text inside a string.
    init?(_ text: String) {
        guard let message = JSON(text: text), let event = message["event"]?.string else { return nil }
        var data = message["data"]
        if let inner = data?.string.flatMap({ JSON(text: $0) }) { data = inner }
        switch event {
        case "pusher:ping": self = .ping
        case "pusher:pong": self = .pong
        case "pusher:subscribe":
            guard let channel = data?["channel"]?.string else { return nil }
            self = .subscribe(channel: channel, auth: data?["auth"]?.string)
        case "pusher:unsubscribe":
            guard let channel = data?["channel"]?.string else { return nil }
            self = .unsubscribe(channel: channel)
        case _ where event.hasPrefix("client-"): self = .clientEvent(event)
        default: self = .unknown(event)
        }
    }
}
