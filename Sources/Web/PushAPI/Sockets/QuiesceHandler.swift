import Events
import NIOCore

/// Hears that the server is going down, and ends what would otherwise never end: sockets and event streams.
final class QuiesceHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let hub: PushHub

    init(hub: PushHub) {
        self.hub = hub
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { hub.shutDown() }
        context.fireUserInboundEventTriggered(event)
    }
}
