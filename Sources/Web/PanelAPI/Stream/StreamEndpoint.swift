import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /panel/v1/stream`: the panel's commands as Server-Sent Events.
///
/// Each is repeated until it is acknowledged, and none is sent once it has expired, however long the panel was away or read
/// nothing.
struct StreamEndpoint: Sendable {
    let lines: PanelLines
    let commands: PanelCommands

    func open(_ request: Request, _ panel: PanelContext) async throws -> Response {
        guard lines.hasRoom else {
            throw Failure(
                .unavailable, code: "stream.over-capacity",
                "This server has as many streams as it may have. Try again in a few seconds.")
        }
        var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        // Proxies that collect answers would hold commands back.
        if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                if let line = lines.open(panel.caller) {
                    defer { lines.close(line) }
                    // A panel that goes away gives its place back at once, and not with the next heartbeat.
                    try await request.body.consumeWithInboundCloseHandler { _ in
                        try await serve(line, while: panel.secret, to: &writer)
                    } onInboundClosed: {
                        line.end()
                    }
                }
                try await writer.finish(nil)
            })
    }

    private func serve(
        _ line: PanelLine, while secret: Secret, to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(ByteBuffer(string: CommandText.opening))
        var sent: [ID<PanelCommand>: ContinuousClock.Instant] = [:]
        for await _ in line.wakes {
            switch line.next() {
            case .nothing: break
            case .heartbeat:
                try await writer.write(ByteBuffer(string: CommandText.heartbeat))
                line.spoke()
            case .look:
                guard try await send(for: line, while: secret, &sent, to: &writer) else { return }
            }
        }
    }

    /// Sends what waits and was not sent just now; false where the panel's token is not in force any more.
    private func send(
        for line: PanelLine, while secret: Secret, _ sent: inout [ID<PanelCommand>: ContinuousClock.Instant],
        to writer: inout any ResponseBodyWriter
    ) async throws -> Bool {
        let waiting: WaitingCommands?
        do {
            waiting = try await commands.waiting(for: secret)
        } catch {
            line.looked(isWaiting: true)
            return true
        }
        guard let waiting else { return false }
        sent = sent.filter { entry in waiting.commands.contains { $0.command.id == entry.key } }
        for (command, deadline) in waiting.commands {
            let now = ContinuousClock.now
            if let last = sent[command.id], now < last + PanelLine.repetition { continue }
            // Writing may have waited for a panel that read nothing.
            guard now < deadline else { continue }
            try await writer.write(ByteBuffer(string: CommandText.event(command)))
            sent[command.id] = now
            line.spoke()
        }
        line.looked(isWaiting: !waiting.commands.isEmpty)
        return true
    }
}
