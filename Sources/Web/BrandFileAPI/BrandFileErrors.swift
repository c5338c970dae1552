public import Basics
public import HTTPSupport
import HTTPTypes
public import Hummingbird

/// This API's form of a failure: `{"response": {"error": {"code": 422, "message": "…", "field": "fk_brand"}}}`.
public enum BrandFileErrors {
    public static func response(_ failure: Failure, _ context: GateContext) -> Response {
        let status = status(of: failure)
        var message = failure.fields.first?.messages.first ?? failure.message
        if failure.kind == .internal { message += " Request \(context.id)." }
        var response = Response.json(body(status, message, field: failure.fields.first?.name), status: status)
        switch failure.kind {
        case .unauthenticated: response.headers[.wwwAuthenticate] = "Bearer"
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    static func body(_ status: HTTPResponse.Status, _ message: String, field: String? = nil) -> JSON {
        [
            "response": [
                "error": [
                    "code": .integer(Int64(status.code)), "message": .string(message), "field": JSON(field),
                ]
            ]
        ]
    }

    private static func status(of failure: Failure) -> HTTPResponse.Status {
        switch failure.code {
        // What cannot be read at all is another matter than what is read and wrong.
        case "request.malformed", "multipart.malformed": .badRequest
        case "file.not-a-table": .unsupportedMediaType
        default:
            switch failure.kind {
            // A quota is the sender's; a full disk is ours.
            case .insufficientStorage where failure.code != "file.quota": .internalServerError
            case .conflict, .insufficientStorage: .unprocessableContent
            default: failure.kind.status
            }
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
            BrandFileErrors.body(.methodNotAllowed, "This path takes \(allow)."), status: .methodNotAllowed)
        refusal.headers[.allow] = allow
        return refusal
    }
}
