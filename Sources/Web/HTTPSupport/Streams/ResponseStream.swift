public import Hummingbird
import NIOCore

/// The body of an answer that goes on for hours, without a task that waits for it.
///
/// Its connection carries no other request: it closes when the stream ends. Such an answer says so (`Connection: close`).
public struct ResponseStream: Sendable {
    private let eventLoop: any EventLoop
    private let door: NIOLoopBound<StreamDoor>

    init(_ door: StreamDoor, eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        self.door = NIOLoopBound(door, eventLoop: eventLoop)
    }

    /// Sends text, however much waits already: the owner writes no more until it hears that all is written.
    public func write(_ text: String) {
        let (door, buffer) = (door, ByteBuffer(string: text))
        eventLoop.execute { door.value.write(buffer) }
    }

    /// Ends the body as HTTP has it, and then the connection; a peer that does not take the end is left.
    public func end() {
        let door = door
        eventLoop.execute { door.value.end() }
    }

    /// Closes the connection as it is.
    public func abandon() {
        let door = door
        eventLoop.execute { door.value.abandon() }
    }
}

extension GateContext {
    /// A body that leaves the request's task: when the head is on its way, `begin` is given the stream, on the connection's
    /// event loop, and names who writes it. Nil: it ends at once.
    public func streamBody(
        _ begin: @escaping @Sendable (ResponseStream) -> (any StreamOwner)?
    ) -> ResponseBody {
        ResponseBody { [channel] _ in
            try await channel.eventLoop.submit {
                let door = try channel.pipeline.syncOperations.handler(type: StreamDoor.self)
                door.leave(begin)
            }.get()
            throw RequestIsLeft()
        }
    }
}

/// Ends the task of a request whose answer goes on without it.
private struct RequestIsLeft: Error {}
