import Events
import Logging
import NIOCore
import NIOWebSocket
import Synchronization

/// One WebSocket from the handshake to the close frame.
///
/// Two tasks: one reads and answers, one writes what the queue holds. Only the writer says goodbye, so the close frame is
/// the last.
final class PushSocket: Sendable {
    let id = SocketID.random()
    let settings: PushSettings
    let hub: PushHub
    let logger: Logger
    private let rights: ChannelRights
    private let line: SocketLine
    private let state = Mutex(State())

    /// After the goodbye the client may take so long to close its side.
    private static let grace = TimeAmount.seconds(2)

    init(line: SocketLine, settings: PushSettings, hub: PushHub, rights: ChannelRights, logger: Logger) {
        self.line = line
        self.settings = settings
        self.hub = hub
        self.rights = rights
        self.logger = logger
    }

    func run() async {
        defer { line.close() }
        await withTaskCancellationHandler {
            if let refusal = line.request.refusal {
                await refuse(refusal)
            } else if let subscriber = hub.open(onEnd: { self.ended($0) }) {
                await converse(with: subscriber)
                hub.close(subscriber)
            } else {
                await refuse(.overCapacity)
            }
        } onCancel: {
            line.close()
        }
    }

    /// Ends the conversation; the first farewell counts.
    func part(_ farewell: Farewell, from subscriber: PushSubscriber) {
        state.withLock { $0.farewell = $0.farewell ?? farewell }
        subscriber.end(.closed)
    }

    /// Parts from a client whose token or user was withdrawn after it had subscribed.
    func checkRights(of subscriber: PushSubscriber) async {
        if subscriber.ending == nil, await !rights.areHeld(for: subscriber.channels) {
            part(.error(.unauthorized("The token or user of a channel was withdrawn.")), from: subscriber)
        }
    }

    private func converse(with subscriber: PushSubscriber) async {
        subscriber.say(Sentence.connectionEstablished(id, activityTimeout: settings.activityTimeout))
        let watch = SocketWatch(self, line, subscriber)
        watch.start()
        defer { watch.stop() }
        let listener = SocketListener(socket: self, line: line, subscriber: subscriber, watch: watch)
        // Either may end first: the writer by a farewell, the reader by a line that is gone.
        async let writing: Void = write(subscriber)
        await listener.listen()
        await writing
    }

    private func write(_ subscriber: PushSubscriber) async {
        do {
            for await message in subscriber.messages {
                switch message {
                case .control(let text): try await say(text)
                case .event(let event): try await say(Sentence.event(event))
                }
                subscriber.wrote(message)
            }
            try await sayGoodbye(state.withLock { $0.farewell } ?? Farewell(code: 1000, reason: ""))
        } catch {
            lose(subscriber, by: error)
        }
    }

    /// The line is gone.
    func lose(_ subscriber: PushSubscriber, by error: any Error) {
        logger.trace("socket lost", metadata: ["socket": "\(id)", "error": "\(error)"])
        subscriber.end(.closed)
        line.close()
    }

    private func refuse(_ error: PusherError) async {
        line.close(in: PushSocket.grace)
        do {
            try await sayGoodbye(.error(error))
            for try await frame in line.frames {
                line.took()
                if frame.opcode == .connectionClose { return }
            }
        } catch {
            logger.trace("refused socket lost", metadata: ["socket": "\(id)", "error": "\(error)"])
        }
    }

    private func sayGoodbye(_ farewell: Farewell) async throws {
        if let text = farewell.lastWord { try await say(text) }
        try await line.send(farewell.frame)
        line.close(.output)
    }

    private func say(_ text: String) async throws {
        try await line.send(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text)))
    }

    private func ended(_ ending: PushSubscriber.Ending) {
        switch ending {
        case .slowReader:
            logger.info("slow reader disconnected", metadata: ["socket": "\(id)"])
            line.close()
        case .shutdown:
            state.withLock { $0.farewell = $0.farewell ?? .shutdown }
            line.close(in: PushSocket.grace)
        case .closed:
            line.close(in: PushSocket.grace)
        }
    }

    private struct State {
        var farewell: Farewell?
    }
}
