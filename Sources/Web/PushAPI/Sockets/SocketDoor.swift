import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Stands between the HTTP decoder and everything that speaks HTTP, and lets a connection change to WebSocket.
///
/// Any request of a connection may be the handshake, not the first alone: reverse proxies reuse connections. Then the
/// socket's handlers are put before the door, and HTTP behind it hears that it is over; what it does to the connection from
/// then on ends here. Other offers of an upgrade are taken off (RFC 9110, 7.8), so that their requests
/// are answered as plain HTTP: some clients offer HTTP/2 with every request.
final class SocketDoor: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case http
        /// The handshake's header is in, its end is not.
        case handshake(SocketRequest)
        case open
    }

    private let encoder: HTTPResponseEncoder
    private let makeDecoder: () -> ByteToMessageHandler<HTTPRequestDecoder>
    /// Nil once the connection is a socket's.
    private var decoder: ByteToMessageHandler<HTTPRequestDecoder>?
    private let ask: (HTTPRequestHead) -> SocketRequest?
    /// Nil while the connection speaks HTTP.
    private(set) var socket: SocketLine?
    private var state = State.http
    /// Requests that are not answered yet.
    private var inProgress = 0
    private var declinesUpgrade = false

    init(
        encoder: HTTPResponseEncoder, decoder makeDecoder: @escaping () -> ByteToMessageHandler<HTTPRequestDecoder>,
        ask: @escaping (HTTPRequestHead) -> SocketRequest?
    ) {
        self.encoder = encoder
        self.makeDecoder = makeDecoder
        decoder = makeDecoder()
        self.ask = ask
    }

    /// The handlers that belong before what speaks HTTP, in their order.
    var handlers: [any ChannelHandler] {
        var handlers: [any ChannelHandler] = [encoder]
        if let decoder { handlers.append(decoder) }
        return handlers + [self]
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        read(unwrapInboundIn(data), context)
    }

    private func read(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (state, part) {
        case (.http, .head(var head)):
            if inProgress == 0, let request = ask(head) {
                state = .handshake(request)
                return
            }
            inProgress += 1
            declinesUpgrade = SocketRequest.offersUpgrade(head)
            head.headers.remove(name: "Upgrade")
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case (.http, .body):
            context.fireChannelRead(wrapInboundOut(part))
        case (.http, .end):
            context.fireChannelRead(wrapInboundOut(part))
            if declinesUpgrade { renewDecoder(context) }
        case (.handshake(let request), .end):
            open(request, context)
        case (.handshake, _), (.open, _):
            break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .open = state {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        if case .end = unwrapOutboundIn(data) { inProgress -= 1 }
        context.write(data, promise: promise)
    }

    /// The connection is the socket's now; HTTP cannot close it.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if case .open = state {
            promise?.succeed()
        } else {
            context.close(mode: mode, promise: promise)
        }
    }

    /// NIO's decoder reads nothing behind a request that offers an upgrade; a new one goes on where it stopped.
    private func renewDecoder(_ context: ChannelHandlerContext) {
        declinesUpgrade = false
        let next = makeDecoder()
        replaceDecoder(by: [next], context) { [self] part in read(part, context) }
        decoder = next
    }

    private func replaceDecoder(
        by handlers: [any ChannelHandler], _ context: ChannelHandlerContext,
        reading read: @escaping (HTTPServerRequestPart) -> Void
    ) {
        guard let decoder else { return }
        let pipeline = context.pipeline.syncOperations
        let handover = DecoderHandover(read)
        do {
            try pipeline.addHandlers([handover] + handlers, position: .after(decoder))
        } catch {
            context.close(promise: nil)
            return
        }
        let loopBound = NIOLoopBound((handover, context), eventLoop: context.eventLoop)
        pipeline.removeHandler(decoder).whenComplete { _ in
            let (handover, context) = loopBound.value
            context.pipeline.syncOperations.removeHandler(handover, promise: nil)
            context.fireChannelReadComplete()
        }
    }

    private func open(_ request: SocketRequest, _ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let response = HTTPResponseHead(
            version: .http1_1, status: .switchingProtocols,
            headers: ["Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": request.accept])
        context.writeAndFlush(wrapOutboundOut(.head(response)), promise: nil)
        state = .open
        pipeline.removeHandler(encoder, promise: nil)
        let inbox = FrameInbox()
        let handlers: [any ChannelHandler] = [
            WebSocketFrameEncoder(),
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: FrameAssembler.maxMessage)),
            WebSocketProtocolErrorHandler(), inbox,
        ]
        // Behind a handshake come frames; a client that sends another request does not speak WebSocket.
        replaceDecoder(by: handlers, context) { _ in context.close(promise: nil) }
        decoder = nil
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        socket = SocketLine(request: request, inbox: inbox, eventLoop: context.eventLoop)
        context.fireErrorCaught(HTTPIsOver())
        if let idle = try? pipeline.context(handlerType: HTTPConnectionStateHandler.self) {
            pipeline.removeHandler(context: idle, promise: nil)
        }
        inbox.start()
    }
}

/// Ends the task that answers requests.
private struct HTTPIsOver: Error {}
