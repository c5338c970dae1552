import NIOCore
import NIOWebSocket

/// Hands the frames of a socket to its task, and reads no more from the network than the task keeps up with.
///
/// Expects that the channel does not read by itself.
final class FrameInbox: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    let frames: AsyncThrowingStream<WebSocketFrame, any Error>
    private let input: AsyncThrowingStream<WebSocketFrame, any Error>.Continuation
    private var context: ChannelHandlerContext?
    /// Frames that the task has not taken yet.
    private var waiting = 0
    private var holdsReading = false

    /// With so many waiting, reading pauses.
    private static let most = 16

    init() {
        (frames, input) = AsyncThrowingStream.makeStream()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        input.finish()
    }

    func start() {
        context?.read()
    }

    /// The task has taken a frame.
    func took() {
        waiting -= 1
        if holdsReading, waiting < FrameInbox.most {
            holdsReading = false
            context?.read()
        }
    }

    func send(_ frame: WebSocketFrame, promise: EventLoopPromise<Void>) {
        guard let context else {
            promise.fail(ChannelError.ioOnClosedChannel)
            return
        }
        context.writeAndFlush(wrapOutboundOut(frame), promise: promise)
    }

    func close(_ mode: CloseMode) {
        context?.close(mode: mode, promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        waiting += 1
        input.yield(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        holdsReading = waiting >= FrameInbox.most
        if !holdsReading { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { input.finish() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        input.finish(throwing: error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        input.finish()
        context.fireChannelInactive()
    }
}
