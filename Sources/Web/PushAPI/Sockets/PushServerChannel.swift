public import Events
public import HTTPSupport
public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// A server connection that speaks HTTP/1.1 or, where its first request asks for the push socket, WebSocket.
public struct PushServerChannel: ServerChildChannel, HTTPChannelHandler {
    /// A connection whose first request tells what it will be.
    public struct Connection: ServerChildChannelValue {
        public let channel: any Channel
        let outcome: EventLoopFuture<Outcome>
    }

    enum Outcome: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case socket(PushSocket.Frames, SocketRequest)
    }

    public let responder: HTTPChannelHandler.Responder
    private let settings: PushSettings
    private let hub: PushHub
    private let location: SurfaceLocation
    private let http: HTTP1Channel.Configuration
    private let patience: ConnectionPatience

    public init(
        responder: @escaping HTTPChannelHandler.Responder, settings: PushSettings, hub: PushHub,
        location: SurfaceLocation = .init(), http: HTTP1Channel.Configuration, patience: ConnectionPatience = .init()
    ) {
        self.responder = responder
        self.settings = settings
        self.hub = hub
        self.location = location
        self.http = http
        self.patience = patience
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(QuiesceHandler(hub: hub))
            try pipeline.addHandler(StalledWriteHandler(timeout: patience.stalledWrite))
            let encoder = HTTPResponseEncoder()
            let decoder = ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: decoderLimits))
            let gate = FirstRequestGate(timeout: patience.firstRequest) { head in
                SocketRequest.isHandshake(head) && SocketRequest(head, settings: settings, location: location) != nil
            }
            let fork = NIOTypedHTTPServerUpgradeHandler<Outcome>(
                httpEncoder: encoder, extraHTTPHandlers: [decoder],
                upgradeConfiguration: .init(
                    upgraders: [upgrader], notUpgradingCompletionHandler: { channel in http(channel, logger) }))
            try pipeline.addHandlers([encoder, decoder, gate, fork] as [any ChannelHandler])
            let outcome = fork.upgradeResultFuture
            return Connection(channel: channel, outcome: outcome)
        }
    }

    public func handle(value connection: Connection, logger: Logger) async {
        do {
            switch try await connection.outcome.get() {
            case .http(let channel):
                await handleHTTP(asyncChannel: channel, logger: logger)
            case .socket(let frames, let request):
                let socket = PushSocket(channel: frames.channel, settings: settings, hub: hub, logger: logger)
                await socket.run(frames, request: request)
            }
        } catch {
            logger.trace("connection closed before its first request", metadata: ["error": "\(error)"])
        }
    }

    private var upgrader: NIOTypedWebSocketServerUpgrader<Outcome> {
        NIOTypedWebSocketServerUpgrader(
            maxFrameSize: FrameAssembler.maxMessage,
            // The gate lets no other request offer an upgrade.
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    guard let request = SocketRequest(head, settings: settings, location: location) else {
                        throw ChannelError.inappropriateOperationForState
                    }
                    return .socket(try PushSocket.Frames(wrappingChannelSynchronously: channel), request)
                }
            })
    }

    private func http(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Outcome> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandlers(http.additionalChannelHandlers())
            try pipeline.addHandler(
                HTTPConnectionStateHandler(
                    idleTimeout: http.idleTimeout.map { .nanoseconds($0.nanoseconds) }, logger: logger))
            return .http(
                try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }

    private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = http.httpDecoder.maxHeaderFieldSize
        limits.maxHeaderListSize = http.httpDecoder.maxHeaderListSize
        limits.maxHeaderFieldCount = http.httpDecoder.maxHeaderFieldCount
        return limits
    }
}
