import Events
import Logging
import NIOCore
import NIOWebSocket

/// Reads what the client says and answers, one message after the other, so that a client cannot ask faster than it is
/// served.
struct SocketListener: Sendable {
    let socket: PushSocket
    let line: SocketLine
    let subscriber: PushSubscriber
    let watch: SocketWatch

    /// Wrong signatures that are borne.
    private static let patience = 10

    func listen() async {
        var frames = FrameAssembler()
        var refusals = 0
        do {
            for try await frame in line.frames {
                line.took()
                watch.beat()
                guard let message = try frames.add(frame) else { continue }
                switch message {
                case .text(let text) where subscriber.ending == nil:
                    do {
                        if try await !answer(text) { refusals += 1 }
                    } catch {
                        socket.logger.error("push not answered", metadata: ["error": "\(error)"])
                        part(.error(.init(code: 4200, message: "A fault of ours. Connect again.")))
                    }
                    if refusals >= SocketListener.patience { part(.error(.unauthorized("Too many wrong signatures."))) }
                case .text, .pong: break
                case .ping(let data): await pong(data)
                case .close(let code): return part(.echo(code))
                }
            }
            // The client's side is closed without a goodbye.
            part(.echo(nil))
        } catch let violation as FrameAssembler.Violation {
            part(.violation(violation))
        } catch {
            socket.lose(subscriber, by: error)
        }
    }

    /// False where the client asked for what is not its own.
    private func answer(_ text: String) async throws -> Bool {
        switch ClientMessage(text) {
        case .ping?: subscriber.say(Sentence.pong)
        case .pong?: break
        case .subscribe(let name, let auth)?: return try await subscribe(to: name, auth: auth)
        case .unsubscribe(let name)?: socket.hub.unsubscribe(subscriber, from: name)
        case .clientEvent?: complain("Client events are not taken here; use the HTTP API.")
        case .unknown(let event)?: complain("The event \(event.prefix(100)) is not known here.")
        case nil: complain("The message is not understood: a JSON object with event and data is expected.")
        }
        return true
    }

    private func subscribe(to name: String, auth: String?) async throws -> Bool {
        guard let channel = ChannelName(name), let auth,
            ChannelSignature(settings: socket.settings).isValid(auth, for: channel, on: socket.id)
        else {
            let reason = "The signature does not allow this socket to hear the channel. See POST broadcasting/auth."
            subscriber.say(Sentence.subscriptionRefused(String(name.prefix(200)), because: reason))
            subscriber.say(Sentence.error(.unauthorized(reason)))
            return false
        }
        let success = Sentence.subscriptionSucceeded(channel.text)
        if subscriber.channels.contains(channel.text) {
            subscriber.say(success)
        } else if try await socket.hub.subscribe(subscriber, to: channel.text, acknowledgement: success) == .refused {
            complain("This socket hears as many channels as it may. Unsubscribe from one.")
        }
        return true
    }

    private func complain(_ message: String) {
        subscriber.say(Sentence.error(.notUnderstood(message)))
    }

    private func part(_ farewell: Farewell) {
        socket.part(farewell, from: subscriber)
    }

    /// A WebSocket ping is answered at once and not queued; a client that does not read is not read either.
    private func pong(_ data: ByteBuffer) async {
        try? await line.send(WebSocketFrame(fin: true, opcode: .pong, data: data))
    }
}
