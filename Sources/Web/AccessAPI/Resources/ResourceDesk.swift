import Access
import HTTPSupport
import HTTPTypes
import Hummingbird
import JSONAPI

/// What every endpoint of `/v3` needs to answer.
struct ResourceDesk: Sendable {
    let rooms: AccessRooms
    let media: AccessMedia
    let location: SurfaceLocation

    /// A line of a route table, whose handler is given the request with all of this.
    func route(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (ResourceCall) async throws -> Response
    ) -> Route<UserContext> {
        Route(method, path) { request, context in
            do {
                return try await handler(
                    ResourceCall(request: request, context: context, desk: self, now: try await rooms.media.now()))
            } catch let problem as RequestProblem {
                return AccessErrors.response(ErrorDocument([problem.error]))
            }
        }
    }
}
