import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Failures as this surface tells them: `message`, and `errors` by field where the request is wrong.
enum PushErrors {
    static func response(_ failure: Failure, _ context: some RequestContext) -> Response {
        var body: JSON = ["message": .string(failure.kind == .unauthenticated ? "Unauthenticated." : failure.message)]
        if failure.kind == .invalid {
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
