import NIOCore
import NIOWebSocket

/// An open socket as a task holds it.
struct SocketLine: Sendable {
    let request: SocketRequest
    let frames: AsyncThrowingStream<WebSocketFrame, any Error>
    private let eventLoop: any EventLoop
    private let inbox: NIOLoopBound<FrameInbox>

    init(request: SocketRequest, inbox: FrameInbox, eventLoop: any EventLoop) {
        self.request = request
        frames = inbox.frames
        self.eventLoop = eventLoop
        self.inbox = NIOLoopBound(inbox, eventLoop: eventLoop)
    }

    /// Tells that a frame of `frames` was taken, which makes room for the next.
    func took() {
        let inbox = inbox
        eventLoop.execute { inbox.value.took() }
    }

    /// Waits until the frame is in the operating system's hands.
    func send(_ frame: WebSocketFrame) async throws {
        let promise = eventLoop.makePromise(of: Void.self)
        let inbox = inbox
        eventLoop.execute { inbox.value.send(frame, promise: promise) }
        try await promise.futureResult.get()
    }

    func close(_ mode: CloseMode = .all) {
        let inbox = inbox
        eventLoop.execute { inbox.value.close(mode) }
    }

    /// A peer that does not answer the goodbye, or does not even take it, is left.
    func close(in grace: TimeAmount) {
        let inbox = inbox
        eventLoop.scheduleTask(in: grace) { inbox.value.close(.all) }
    }

    /// Does something later, on the event loop.
    func schedule(in pause: Duration, _ work: @escaping @Sendable () -> Void) -> Scheduled<Void> {
        eventLoop.scheduleTask(in: TimeAmount(pause), work)
    }
}
