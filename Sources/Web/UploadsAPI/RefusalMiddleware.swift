import Files
import HTTPSupport
import Hummingbird

/// Tells what a target refused in the form of that target's own surface.
struct RefusalMiddleware: RouterMiddleware {
    let forms: [String: UploadsSurface.FailureForm]
    let plain: UploadsSurface.FailureForm?

    func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as UploadRefusal {
            let form = refusal.target.map { forms[$0] } ?? plain
            guard let form else { throw refusal.failure }
            return form(refusal.failure, context)
        }
    }
}
