public import Events
public import HTTPSupport
public import HummingbirdCore
public import NIOCore

extension HTTPServerBuilder {
    /// HTTP/1.1 with the push socket beside it: `Application(router: …, server: .pushUpgradable(…))`.
    ///
    /// `location` is the surface's; `http` bounds header sizes and idle connections. A peer that takes no
    /// byte for `stalledWrite` while bytes wait for it is disconnected.
    public static func pushUpgradable(
        settings: PushSettings, hub: PushHub, rights: ChannelRights, location: SurfaceLocation = .init(),
        http: HTTP1Channel.Configuration = .init(idleTimeout: .seconds(60)), stalledWrite: TimeAmount = .seconds(60)
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            PushServerChannel(
                responder: responder, settings: settings, hub: hub, rights: rights, location: location, http: http,
                stalledWrite: stalledWrite)
        }
    }
}
