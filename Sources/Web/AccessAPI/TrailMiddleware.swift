import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Logging

/// Leaves a trail of who asked for what, refusals included.
struct TrailMiddleware: RouterMiddleware {
    typealias Context = UserContext

    let trail: AccessTrail

    func handle(
        _ request: Request, context: UserContext, next: (Request, UserContext) async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await next(request, context)
            await note(request, context, status: response.status)
            return response
        } catch let failure as Failure {
            // A fault of ours is no look.
            if failure.kind != .internal { await note(request, context, status: failure.kind.status) }
            throw failure
        }
    }

    /// What cannot be written waits for the next time, and keeps nobody from being answered.
    private func note(_ request: Request, _ context: UserContext, status: HTTPResponse.Status) async {
        do {
            try await trail.note(
                TrailEntry(
                    user: context.user, method: request.method.rawValue, target: request.uri.path,
                    status: status.code))
        } catch {
            context.logger.error("trail could not be written", metadata: ["error": "\(error)"])
        }
    }
}
