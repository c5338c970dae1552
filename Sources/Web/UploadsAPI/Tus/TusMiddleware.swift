import HTTPSupport
import HTTPTypes
import Hummingbird

/// What holds for every request: `X-HTTP-Method-Override` names the method that is meant, every answer tells the version,
/// and one to HEAD has no body.
struct TusMiddleware: RouterMiddleware {
    let inner: any HTTPResponder<GateContext>

    func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        let meant = meant(by: request)
        var response = try await inner.respond(to: meant, context: context)
        response.headers[.tusResumable] = TusVersion.text
        if meant.method == .head, response.status.code >= 400 {
            response.headers[.contentType] = nil
            response.body = ResponseBody()
        }
        return response
    }

    private func meant(by request: Request) -> Request {
        let names: [HTTPRequest.Method] = [.head, .get, .post, .patch, .delete, .options]
        guard let name = request.headers[.methodOverride]?.uppercased(),
            let method = names.first(where: { $0.rawValue == name }), method != request.method
        else { return request }
        var head = request.head
        head.method = method
        return Request(head: head, body: request.body)
    }
}
