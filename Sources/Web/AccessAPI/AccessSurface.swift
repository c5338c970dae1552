public import Access
public import HTTPSupport
public import Hummingbird

/// What an app asks of the doors where its user lives or administers (`/v3`).
public struct AccessSurface: Surface {
    public static let name = "access"
    public static let roots = ["/v3", "/public/virtual_keys", "/public/media", "/api/mobile/regions"]

    private let callers: UserAuthentication
    private let rooms: AccessRooms
    private let media: AccessMedia
    private let location: SurfaceLocation

    public init(callers: UserAuthentication, rooms: AccessRooms, media: AccessMedia, location: SurfaceLocation) {
        self.callers = callers
        self.rooms = rooms
        self.media = media
        self.location = location
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(AccessErrors.response))
        router.group().mount([Route(.get, "/api/mobile/regions", RegionEndpoint.list)])
        router.group().mount(KeyPageEndpoints(pages: rooms.keyPages, location: location).routes)
        router.group().mount(MediaEndpoint(room: rooms.media, media: media).routes)
        router.group().add(middleware: callers).group(context: UserContext.self).add(
            middleware: TrailMiddleware(trail: rooms.trail)
        )
        .mount(routes)
        return router
    }

    /// One list a room.
    private var routes: [Route<UserContext>] {
        [
            UserEndpoints(desk: desk).routes, BuildingEndpoints(desk: desk).routes, ZoneEndpoints(desk: desk).routes,
            UnitEndpoints(desk: desk).routes, TenantEndpoints(desk: desk).routes, PanelEndpoints(desk: desk).routes,
            RoleEndpoints(desk: desk).routes, IntegrationEndpoints(desk: desk).routes,
            KeychainEndpoints(desk: desk).routes, VirtualKeyEndpoints(desk: desk).routes,
            PinEndpoints(desk: desk).routes, DoorReleaseEndpoints(desk: desk).routes,
            CallEndpoints(desk: desk).routes, NotificationEndpoints(desk: desk).routes,
            MessageEndpoints(desk: desk).routes,
        ].flatMap { $0 }
    }

    private var desk: ResourceDesk { ResourceDesk(rooms: rooms, media: media, location: location) }
}
