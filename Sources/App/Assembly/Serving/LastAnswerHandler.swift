import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Makes every answer of a leaving server the last of its connection (`Connection: close`, RFC 9112, 9.6), so that a
/// balancer keeps none open on which its next request would be lost.
final class LastAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let departure: Departure
    private var isReading = false
    private var isLast = false
    private var hasAnswered = false

    init(_ departure: Departure) {
        self.departure = departure
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
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

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where departure.isLeaving && head.status.kind != .informational:
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
