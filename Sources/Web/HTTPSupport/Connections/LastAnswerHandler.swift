import HTTPTypes
public import NIOCore
public import NIOHTTPTypes

/// Makes every answer of a leaving server the last of its connection (`Connection: close`, RFC 9112, 9.6), so that a
/// balancer keeps none open on which its next request would be lost.
public final class LastAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    public typealias InboundIn = HTTPRequestPart
    public typealias InboundOut = HTTPRequestPart
    public typealias OutboundIn = HTTPResponsePart
    public typealias OutboundOut = HTTPResponsePart

    private let isLeaving: () -> Bool
    private var isReading = false
    private var isLast = false
    private var hasAnswered = false

    /// - Parameter isLeaving: asked before every answer.
    public init(isLeaving: @escaping () -> Bool) {
        self.isLeaving = isLeaving
    }

    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isReading = true
        case .body: break
        case .end: isReading = false
        }
        // Closing on a body that is still coming would reset the connection, and the answer with it.
        if hasAnswered, !isReading {
            context.close(promise: nil)
        } else {
            context.fireChannelRead(data)
        }
    }

    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isLeaving() && head.status.kind != .informational:
            isLast = true
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isLast:
            hasAnswered = true
            context.writeAndFlush(data, promise: promise)
            if !isReading { context.close(promise: nil) }
        default:
            context.write(data, promise: promise)
        }
    }
}
