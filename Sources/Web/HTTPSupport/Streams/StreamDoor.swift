import HTTPTypes
import HummingbirdCore
public import NIOCore
public import NIOHTTPTypes

/// Lets an answer that goes on for hours leave the task of its request, whose frames hold far more memory than a silent stream
/// needs.
///
/// Stands before whatever answers requests. Once a stream has left, that hears and says nothing more: what it does to the
/// connection ends here, and what the peer still sends is dropped.
public final class StreamDoor: ChannelDuplexHandler, RemovableChannelHandler {
    public typealias InboundIn = HTTPRequestPart
    public typealias InboundOut = HTTPRequestPart
    public typealias OutboundIn = HTTPResponsePart
    public typealias OutboundOut = HTTPResponsePart

    private enum State {
        case requests
        case stream
        /// The end of the body is written.
        case ending
    }

    private var state = State.requests
    private var context: ChannelHandlerContext?
    private var owner: (any StreamOwner)?
    /// The peer has gone, or will send nothing more.
    private var isInputClosed = false

    /// For the end of a stream to be taken.
    private static let grace = TimeAmount.seconds(2)

    public init() {}

    /// The connection is the stream's from now on. To be called on its event loop, behind the answer's head.
    func leave(_ begin: (ResponseStream) -> (any StreamOwner)?) {
        guard let context, case .requests = state else { return }
        state = .stream
        let pipeline = context.pipeline.syncOperations
        if let idle = try? pipeline.context(handlerType: HTTPConnectionStateHandler.self) {
            pipeline.removeHandler(context: idle, promise: nil)
        }
        owner = begin(ResponseStream(self, eventLoop: context.eventLoop))
        if isInputClosed {
            abandon()
        } else if owner == nil {
            end()
        }
        // What answered requests reads no more, and stands in the way of reads that come from behind it.
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        context.read()
    }

    func write(_ buffer: ByteBuffer) {
        guard let context, case .stream = state else { return }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess { self.owner?.streamIsWritten() }
        context.writeAndFlush(wrapOutboundOut(.body(buffer)), promise: promise)
    }

    func end() {
        guard let context, case .stream = state else { return }
        state = .ending
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in self.abandon() }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
        context.eventLoop.assumeIsolated().scheduleTask(in: StreamDoor.grace) { self.abandon() }
    }

    func abandon() {
        context?.close(promise: nil)
    }

    // MARK: What comes in

    public func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    public func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        tellEnd()
    }

    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .requests = state { context.fireChannelRead(data) }
    }

    public func channelReadComplete(context: ChannelHandlerContext) {
        if case .requests = state {
            context.fireChannelReadComplete()
        } else {
            context.read()
        }
    }

    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { isInputClosed = true }
        switch state {
        case .requests: context.fireUserInboundEventTriggered(event)
        case .stream where isInputClosed: abandon()
        case .stream where event is ChannelShouldQuiesceEvent: end()
        case .stream, .ending: break
        }
    }

    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .requests = state {
            context.fireErrorCaught(error)
        } else {
            abandon()
        }
    }

    public func channelInactive(context: ChannelHandlerContext) {
        isInputClosed = true
        context.fireChannelInactive()
        tellEnd()
    }

    private func tellEnd() {
        owner?.streamHasEnded()
        owner = nil
    }

    // MARK: What the request's task still does

    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .requests = state {
            context.write(data, promise: promise)
        } else {
            promise?.fail(ChannelError.outputClosed)
        }
    }

    public func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if case .requests = state {
            context.close(mode: mode, promise: promise)
        } else {
            promise?.succeed()
        }
    }
}
