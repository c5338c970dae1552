import Events
import Logging
import NIOCore
import NIOWebSocket
import Synchronization

/// One WebSocket from the handshake to the close frame.
///
/// Three tasks: one reads and answers, one writes what the queue holds, one watches whether the line is up. Only the writer
/// says goodbye, so the close frame is the last.
final class PushSocket: Sendable {
    typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    let id = SocketID.random()
    let settings: PushSettings
    let hub: PushHub
    let logger: Logger
    let channel: any Channel
    private let state = Mutex(State())

    /// After the goodbye the client may take so long to close its side.
    private static let grace = TimeAmount.seconds(2)

    init(channel: any Channel, settings: PushSettings, hub: PushHub, logger: Logger) {
        self.channel = channel
        self.settings = settings
        self.hub = hub
        self.logger = logger
    }

    func run(_ frames: Frames, request: SocketRequest) async {
        do {
            try await frames.executeThenClose { inbound, _ in
                if let refusal = request.refusal {
                    try await refuse(refusal, inbound)
                } else if let subscriber = hub.open(onEnd: { self.ended($0) }) {
                    defer { hub.close(subscriber) }
                    await converse(with: subscriber, inbound)
                } else {
                    try await refuse(.overCapacity, inbound)
                }
            }
        } catch {
            logger.trace("socket closed", metadata: ["socket": "\(id)", "error": "\(error)"])
        }
    }

    /// Ends the conversation; the first farewell counts.
    func part(_ farewell: Farewell, from subscriber: PushSubscriber) {
        state.withLock { $0.farewell = $0.farewell ?? farewell }
        subscriber.end(.closed)
    }

    func send(_ text: String) async throws {
        try await send(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text)))
    }

    /// Waits until the frame is in the operating system's hands.
    func send(_ frame: WebSocketFrame) async throws {
        try await channel.writeAndFlush(frame).get()
    }

    private func converse(
        with subscriber: PushSubscriber, _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>
    ) async {
        subscriber.say(Sentence.connectionEstablished(id, activityTimeout: settings.activityTimeout))
        await withThrowingTaskGroup(of: Void.self) { group in
            let pulse = Pulse()
            let listener = SocketListener(socket: self, subscriber: subscriber, pulse: pulse)
            let watch = Task { await pulse.watch(self, subscriber) }
            defer { watch.cancel() }
            group.addTask { try await listener.listen(to: inbound) }
            group.addTask { try await self.write(subscriber) }
            // Either may end first: the writer by a farewell, the reader by a line that is gone.
            while let result = await group.nextResult() {
                if case .failure = result {
                    subscriber.end(.closed)
                    channel.close(promise: nil)
                }
            }
        }
    }

    private func write(_ subscriber: PushSubscriber) async throws {
        for await message in subscriber.messages {
            switch message {
            case .control(let text): try await send(text)
            case .event(let event): try await send(Sentence.event(event))
            }
            subscriber.wrote(message)
        }
        try await sayGoodbye(state.withLock { $0.farewell } ?? Farewell(code: 1000, reason: ""))
    }

    private func refuse(_ error: PusherError, _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>) async throws {
        closeLater()
        try await sayGoodbye(.error(error))
        for try await frame in inbound where frame.opcode == .connectionClose { return }
    }

    private func sayGoodbye(_ farewell: Farewell) async throws {
        if let text = farewell.lastWord { try await send(text) }
        try await send(farewell.frame)
        try await channel.close(mode: .output)
    }

    private func ended(_ ending: PushSubscriber.Ending) {
        switch ending {
        case .slowReader:
            logger.info("slow reader disconnected", metadata: ["socket": "\(id)"])
            channel.close(promise: nil)
        case .shutdown:
            state.withLock { $0.farewell = $0.farewell ?? .shutdown }
            closeLater()
        case .closed:
            closeLater()
        }
    }

    /// A peer that does not answer the goodbye, or does not even take it, is left.
    private func closeLater() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: PushSocket.grace) { channel.close(promise: nil) }
    }

    private struct State {
        var farewell: Farewell?
    }
}
