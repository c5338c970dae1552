public import Access
import Basics
public import HTTPSupport
public import Hummingbird

/// What the panels at the doors ask and are told (`/panel/v1`).
public struct PanelSurface: Surface {
    public static let name = "panel"
    public static let roots = ["/panel/v1"]
    public static let openAPI = OpenAPIFragment(merging: [])

    private let rooms: AccessRooms
    private let location: SurfaceLocation

    public init(rooms: AccessRooms, location: SurfaceLocation) {
        self.rooms = rooms
        self.location = location
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: FailureMiddleware<GateContext> { failure, _ in
                .json(
                    ["error": .string(failure.code), "message": .string(failure.message)], status: failure.kind.status)
            })
        return router
    }
}
