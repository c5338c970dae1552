import Basics
import HTTPSupport
import Hummingbird

/// `/api/mobile/regions`: which installations an app may choose from; this one is all there is.
enum RegionEndpoint {
    static func list(_: Request, _: GateContext) async throws -> Response {
        .json(["regions": ["na"]])
    }
}
