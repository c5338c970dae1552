public import Events
public import HTTPSupport
public import Hummingbird
public import Identity

/// Tells clients what happened, over WebSocket (Pusher Channels protocol) and as Server-Sent Events.
///
/// The socket itself is served by `PushServerChannel`; here is all that is plain HTTP.
public struct PushSurface: Surface {
    public static let name = "push"
    public static let roots = ["/api/v1/wsurl", "/api/v1/broadcasting", "/api/v1/events", "/pusher", "/app"]

    private let settings: PushSettings
    private let hub: PushHub
    private let outbox: Outbox
    private let tokens: Tokens
    private let limit: CallerLimit
    private let location: SurfaceLocation

    public init(
        settings: PushSettings, hub: PushHub, outbox: Outbox, tokens: Tokens, limit: CallerLimit,
        location: SurfaceLocation = .init()
    ) {
        self.settings = settings
        self.hub = hub
        self.outbox = outbox
        self.tokens = tokens
        self.limit = limit
        self.location = location
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware(PushErrors.response))
        router.add(middleware: BearerAuthentication(tokens: tokens, limit: limit))
        router.mount(socketAddresses)
        router.group(context: CallerContext.self).mount(routes)
        return router
    }

    private var routes: [Route<CallerContext>] {
        let address = SocketAddressEndpoint(settings: settings, location: location)
        let authorization = ChannelAuthorizationEndpoint(settings: settings)
        let stream = EventStreamEndpoint(settings: settings, hub: hub, outbox: outbox, tokens: tokens)
        return [
            Route(.get, "/api/v1/wsurl", address.show),
            Route(.post, "/api/v1/broadcasting/auth", authorization.create),
            Route(.get, "/api/v1/events", stream.open),
        ]
    }

    /// Where `PushServerChannel` takes the handshake; this is for those who come without one.
    private var socketAddresses: [Route<GateContext>] {
        ["/pusher", "/pusher/app/:key", "/app/:key"].map { Route(.get, $0, SocketAddressReminder.answer) }
    }
}
