import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import JSONAPI

/// How this surface says no: error objects of JSON:API (1.0, Errors).
enum AccessErrors {
    static func response(_ failure: Failure, _: GateContext) -> Response {
        let document = ErrorDocument(failure)
        var response = Response.json(document.json, status: HTTPResponse.Status(code: document.status))
        response.headers[.contentType] = "application/vnd.api+json; charset=utf-8"
        if failure.kind == .unauthenticated { response.headers[.wwwAuthenticate] = failure.bearerChallenge }
        return response
    }
}
