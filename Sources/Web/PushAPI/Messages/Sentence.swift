import Basics
import Events

/// What the server says over a socket, as JSON text.
enum Sentence {
    static func connectionEstablished(_ socket: SocketID, activityTimeout: Duration) -> String {
        let facts: JSON = [
            "socket_id": .string(socket.description), "activity_timeout": .integer(activityTimeout.components.seconds),
        ]
        return message("pusher:connection_established", data: .string(facts.text))
    }

    static let ping = message("pusher:ping", data: [:])
    static let pong = message("pusher:pong", data: [:])

    static func subscriptionSucceeded(_ channel: String) -> String {
        message("pusher_internal:subscription_succeeded", channel: channel, data: "{}")
    }

    static func subscriptionRefused(_ channel: String, because reason: String) -> String {
        message(
            "pusher:subscription_error", channel: channel,
            data: ["type": "AuthError", "error": .string(reason), "status": 401])
    }

    static func error(_ error: PusherError) -> String {
        message("pusher:error", data: ["code": JSON(error.code.map { Int($0) }), "message": .string(error.message)])
    }

    static func event(_ event: OutboxEvent) -> String {
        message(TokenPush.eventName, channel: event.channel, data: .string(TokenPush.body(of: event)))
    }

    private static func message(_ event: String, channel: String? = nil, data: JSON) -> String {
        var members: [JSON.Member] = [.init("event", .string(event))]
        if let channel { members.append(.init("channel", .string(channel))) }
        members.append(.init("data", data))
        return JSON.object(members).text
    }
}
