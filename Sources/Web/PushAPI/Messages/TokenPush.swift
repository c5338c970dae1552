import Basics
import Events

/// An event as clients are told of it; the same body over sockets and event streams.
enum TokenPush {
    static let eventName = #"App\Events\TokenPush"#

    /// `{"data": {"type", "event_id", "status", "data"}, "subject": null, "message": null}`.
    static func body(of event: OutboxEvent) -> String {
        // The payload is an object that we wrote ourselves; its members join ours.
        let type = JSON.string(event.type).text
        return #"{"data":{"type":\#(type),"event_id":"\#(event.id)",\#(event.payload.dropFirst()),"#
            + #""subject":null,"message":null}"#
    }
}
