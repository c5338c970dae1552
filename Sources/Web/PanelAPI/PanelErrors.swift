import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// This API's form of a failure: `{"error": "call.step", "message": "…"}`, and `errors` by field where the request is wrong.
enum PanelErrors {
    static func response(_ failure: Failure, _ context: GateContext) -> Response {
        var body: JSON = ["error": .string(failure.code), "message": .string(failure.message)]
        if failure.kind == .invalid, !failure.fields.isEmpty {
            let fields = failure.fields.map { JSON.Member($0.name, .array($0.messages.map(JSON.string))) }
            body = body.merging(["errors": .object(fields)])
        }
        if failure.kind == .internal { body = body.merging(["request_id": .string(context.id)]) }
        var response = Response.json(body, status: failure.kind.status)
        switch failure.kind {
        case .unauthenticated: response.headers[.wwwAuthenticate] = "Bearer"
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }
}
