import Access
import Basics
import Events
import HTTPSupport
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import PanelAPI
import PushAPI
import ServiceLifecycle
import UnixSignals

/// The server process: HTTP, push, and the work that is queued unless it is done elsewhere.
public struct Server: Sendable {
    private let services: Services
    private let version: String

    public init(_ services: Services, version: String) {
        self.services = services
        self.version = version
    }

    /// Serves until SIGTERM or SIGINT; then takes no more connections and lets what is under way finish.
    ///
    /// - Parameter onReady: told the port once connections are taken.
    public func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let settings = services.settings
        let hub = PushHub(outbox: services.outbox, maxSubscribers: settings.pushConnections)
        let lines = PanelLines(commands: services.rooms.commands, most: settings.panelConnections)
        let departure = Departure(drain: settings.shutdownDrain, logger: services.logger)
        let surfaces = Surfaces(
            services: services, hub: hub, lines: lines, departure: departure, version: version)
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [LastAnswerHandler { departure.isLeaving }, StreamDoor()],
            idleTimeout: .seconds(60))
        let push = settings.surfaces[PushSurface.name]
        let application = Application(
            responder: try surfaces.responder(),
            server: push.map { location in
                HTTPServerBuilder.pushUpgradable(
                    settings: surfaces.pushSettings, hub: hub,
                    rights: ChannelRights(tokens: services.tokens, users: services.users), location: location,
                    http: http)
            } ?? .http1(configuration: http),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: "Gatehouse"),
            onServerRunning: { channel in
                departure.listens(on: channel)
                await onReady(channel.localAddress?.port ?? settings.port)
            },
            logger: services.logger)
        var parts: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: Listening(services)), .init(service: Relay(services: services, hub: hub, lines: lines)),
            .init(service: TrailWriting(services: services)),
        ]
        if settings.worksInside { parts.append(.init(service: Workers(services))) }
        parts.append(.init(service: application))
        parts.append(.init(service: Streams(lines: lines)))
        // They stop one after the other, the last one first.
        parts.append(.init(service: departure))
        var configuration = ServiceGroupConfiguration(
            services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: services.logger)
        configuration.maximumGracefulShutdownDuration = settings.shutdownDrain + settings.shutdownGrace
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// Writes down every second who looked at what, and what is left at the end.
private struct TrailWriting: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(1))) != nil { await write() }
        }
        // A task of its own, for this one is cancelled.
        await Task { await write() }.value
    }

    private func write() async {
        do {
            try await services.rooms.trail.write()
        } catch {
            services.logger.error("trail could not be written", metadata: ["error": "\(error)"])
        }
    }
}

/// Hands news from the outbox to the push connections of this process.
private struct Relay: Service {
    let services: Services
    let hub: PushHub
    let lines: PanelLines

    func run() async throws {
        let relay = EventRelay(
            outbox: services.outbox, hub: hub, pace: EventRelay.Pace(interval: services.settings.pushPoll),
            alsoHears: { [lines] event in lines.hear(event) }, logger: services.logger)
        services.bell.connect(relay: { relay.notify() })
        await cancelWhenGracefulShutdown { await relay.run() }
    }
}

/// Keeps the streams of panels going, and ends them before the server waits for its connections to end.
private struct Streams: Service {
    let lines: PanelLines

    func run() async throws {
        await cancelWhenGracefulShutdown { await lines.run() }
        await lines.shutDown()
    }
}
