public import Basics
public import HTTPSupport
import HTTPTypes
public import Hummingbird

/// This API's form of a failure: `{"error": "file.too-large", "reason": "The file is larger than …"}`.
public enum FilerErrors {
    public static func response(_ failure: Failure, _ context: GateContext) -> Response {
        var reason = failure.fields.first?.messages.first ?? failure.message
        if failure.kind == .internal { reason += " Request \(context.id)." }
        var response = Response.json(body(failure.code, reason), status: status(of: failure))
        switch failure.kind {
        case .unauthenticated: response.headers[.wwwAuthenticate] = "Bearer"
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    static func body(_ error: String, _ reason: String) -> JSON {
        ["error": .string(error), "reason": .string(reason)]
    }

    private static func status(of failure: Failure) -> HTTPResponse.Status {
        switch failure.kind {
        case .invalid, .conflict: .badRequest
        case .forbidden:
            failure.code == "plan.excluded"
                ? HTTPResponse.Status(code: 402, reasonPhrase: "Payment Required") : .forbidden
        // A full disk is a fault of ours, a full quota is the firm's.
        case .insufficientStorage: failure.code == "file.quota" ? .forbidden : .internalServerError
        case .unavailable: .gatewayTimeout
        case .unauthenticated, .notFound, .tooLarge, .tooMany, .internal: failure.kind.status
        }
    }
}

/// Says in this API's form that a path does not take a method.
struct RefusedMethods: RouterMiddleware {
    func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        guard response.status == .methodNotAllowed, let allow = response.headers[.allow] else { return response }
        var refusal = Response.json(
            FilerErrors.body("method-not-allowed", "This path takes \(allow)."), status: .methodNotAllowed)
        refusal.headers[.allow] = allow
        return refusal
    }
}
