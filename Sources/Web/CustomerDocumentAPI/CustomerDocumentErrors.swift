import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// This API's form of a failure: `{"error": {"code": 422, "message": "filename", "description": "…"}}`, where the message is
/// one word that tells what is wrong.
enum CustomerDocumentErrors {
    static func response(_ failure: Failure, _ context: GateContext) -> Response {
        let (status, word) = answer(to: failure)
        var description = failure.fields.first?.messages.first ?? failure.message
        if failure.kind == .internal { description += " Request \(context.id)." }
        var response = Response.json(
            [
                "error": [
                    "code": .integer(Int64(status.code)), "message": .string(word), "description": .string(description),
                ]
            ], status: status)
        switch failure.kind {
        case .unauthenticated: response.headers[.wwwAuthenticate] = "Bearer"
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    private static func answer(to failure: Failure) -> (HTTPResponse.Status, String) {
        let field = failure.fields.first?.name
        switch failure.kind {
        case .invalid: return (.unprocessableContent, field ?? "request")
        case .unauthenticated: return (.unauthorized, failure.code == "login.refused" ? "login" : "unauthorized")
        case .forbidden: return (.forbidden, "access_denied")
        case .notFound: return (.notFound, field ?? "id")
        case .conflict: return (.conflict, field ?? "file")
        case .tooLarge: return (.unprocessableContent, "filesize")
        case .insufficientStorage where field == "storage": return (.unprocessableContent, "storage")
        case .tooMany: return (.tooManyRequests, "rate")
        case .unavailable: return (.serviceUnavailable, "unavailable")
        case .insufficientStorage, .internal: return (.internalServerError, "file")
        }
    }
}
