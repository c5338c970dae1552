import Basics
import Events
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity
import NIOCore

/// `GET /api/v1/events`: the caller's events as Server-Sent Events, for clients without WebSocket.
struct EventStreamEndpoint: Sendable {
    let settings: PushSettings
    let hub: PushHub
    let outbox: Outbox
    let tokens: Tokens

    func open(_ request: Request, _ context: CallerContext) async throws -> Response {
        guard hub.hasRoom else {
            throw Failure(.unavailable, code: "push.over-capacity", PusherError.overCapacity.message)
        }
        let channels = ChannelName.all(of: context.principal).map(\.text)
        let resumption = try await resumption(of: request, on: channels)
        let secret = request.headers.bearerToken
        var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        // Proxies that collect answers would hold events back.
        headers[named: "X-Accel-Buffering"] = "no"
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                if let subscriber = hub.open() {
                    defer { hub.close(subscriber) }
                    // A client that goes away gives its place back at once, and not with the next heartbeat.
                    try await request.body.consumeWithInboundCloseHandler { _ in
                        try await stream(channels, after: resumption, while: secret, for: subscriber, to: &writer)
                    } onInboundClosed: {
                        subscriber.end(.closed)
                    }
                }
                try await writer.finish(nil)
            })
    }

    /// The row behind which to go on; 0 where the last event is not kept any more, nil for a new listener.
    private func resumption(
        of request: Request, on channels: [String]
    ) async throws -> (row: Int64, event: EventID?)? {
        let query = request.uri.queryParameters["last_event_id"].map { String($0) }
        let last = request.headers[named: "Last-Event-ID"] ?? query
        guard let last, !last.isEmpty else { return nil }
        guard let id = EventID(last), let row = try await outbox.row(of: id, on: channels) else { return (0, nil) }
        return (row, id)
    }

    private func stream(
        _ channels: [String], after resumption: (row: Int64, event: EventID?)?, while secret: Secret?,
        for subscriber: PushSubscriber, to writer: inout any ResponseBodyWriter
    ) async throws {
        var recent = RecentEvents()
        try await writer.write(ByteBuffer(string: StreamText.opening))
        if let resumption {
            if let event = resumption.event { _ = recent.note(event) }
            _ = try await hub.subscribe(subscriber, to: channels, resumingAfter: resumption.row) { events in
                for event in events { try await write(event, unless: &recent, for: subscriber, to: &writer) }
            }
        } else {
            for channel in channels { _ = try await hub.subscribe(subscriber, to: channel) }
        }

        let pulse = Task { try await keepAlive(subscriber, while: secret) }
        defer { pulse.cancel() }
        for await message in subscriber.messages where subscriber.ending != .slowReader {
            switch message {
            case .control(let text): try await writer.write(ByteBuffer(string: text))
            case .event(let event): try await write(event, unless: &recent, for: subscriber, to: &writer)
            }
            subscriber.wrote(message)
        }
    }

    /// Shows that the line is up, and ends the stream once its token is withdrawn or has expired.
    private func keepAlive(_ subscriber: PushSubscriber, while secret: Secret?) async throws {
        var nextCheck = ContinuousClock.now + settings.recheck
        while subscriber.ending == nil {
            try await Task.sleep(for: settings.heartbeat)
            subscriber.say(StreamText.heartbeat)
            guard ContinuousClock.now >= nextCheck, let secret else { continue }
            nextCheck = .now + settings.recheck
            // Where the database does not answer, the next look decides.
            if case .some(.none) = try? await tokens.authenticate(secret) { subscriber.end(.closed) }
        }
    }

    private func write(
        _ event: OutboxEvent, unless recent: inout RecentEvents, for subscriber: PushSubscriber,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        if recent.note(event.id) { try await writer.write(ByteBuffer(string: StreamText.event(event))) }
        subscriber.delivered(event)
    }
}
