public import Events
public import HTTPSupport
public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A server connection that speaks HTTP/1.1 until a request asks for the push socket, and WebSocket from then on.
public struct PushServerChannel: ServerChildChannel, HTTPChannelHandler {
    /// A connection, and the socket that it may become.
    public struct Connection: ServerChildChannelValue {
        public let channel: any Channel
        let http: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let door: NIOLoopBound<SocketDoor>
    }

    public let responder: HTTPChannelHandler.Responder
    private let settings: PushSettings
    private let hub: PushHub
    private let rights: ChannelRights
    private let location: SurfaceLocation
    private let http: HTTP1Channel.Configuration
    private let stalledWrite: TimeAmount

    public init(
        responder: @escaping HTTPChannelHandler.Responder, settings: PushSettings, hub: PushHub, rights: ChannelRights,
        location: SurfaceLocation = .init(), http: HTTP1Channel.Configuration,
        stalledWrite: TimeAmount = .seconds(60)
    ) {
        self.responder = responder
        self.settings = settings
        self.hub = hub
        self.rights = rights
        self.location = location
        self.http = http
        self.stalledWrite = stalledWrite
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            // A connection keeps the buffer of its first read; larger ones follow where more comes.
            let buffers = AdaptiveRecvByteBufferAllocator(minimum: 64, initial: 1024, maximum: 65_536)
            try channel.syncOptions?.setOption(.recvAllocator, value: buffers)
            let door = SocketDoor(encoder: HTTPResponseEncoder(), decoder: makeDecoder) { head in
                SocketRequest(head, settings: settings, location: location)
            }
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandlers([QuiesceHandler(hub: hub), StalledWriteHandler(timeout: stalledWrite)])
            try pipeline.addHandlers(door.handlers)
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandlers(http.additionalChannelHandlers())
            // Closes a connection without a whole request for the idle time, however often a byte arrives.
            let idleTimeout = http.idleTimeout.map { Duration.nanoseconds($0.nanoseconds) }
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idleTimeout, logger: logger))
            return Connection(
                channel: channel,
                http: try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)),
                door: NIOLoopBound(door, eventLoop: channel.eventLoop))
        }
    }

    public func handle(value connection: Connection, logger: Logger) async {
        await answerRequests(on: connection, logger)
        let door = connection.door
        guard let line = try? await connection.channel.eventLoop.submit({ door.value.socket }).get() else { return }
        await PushSocket(line: line, settings: settings, hub: hub, rights: rights, logger: logger).run()
    }

    /// In a task of its own, for a task keeps the memory of its deepest call until it ends, and sockets stay for hours.
    private func answerRequests(on connection: Connection, _ logger: Logger) async {
        async let http: Void = handleHTTP(asyncChannel: connection.http, logger: logger)
        await http
    }

    private func makeDecoder() -> ByteToMessageHandler<HTTPRequestDecoder> {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = http.httpDecoder.maxHeaderFieldSize
        limits.maxHeaderListSize = http.httpDecoder.maxHeaderListSize
        limits.maxHeaderFieldCount = http.httpDecoder.maxHeaderFieldCount
        return ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits))
    }
}
