import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import JSONAPI

/// How `/v3` says no: JSON:API's error documents, in the contract's words where it has them.
enum AccessErrors {
    static func response(_ failure: Failure, _: GateContext) -> Response {
        switch failure.kind {
        case .unauthenticated:
            var response = response(ErrorDocument(failure))
            response.headers[.wwwAuthenticate] = failure.bearerChallenge
            return response
        case .notFound:
            return response(
                ErrorDocument([ErrorObject(status: 404, title: "Not Found", detail: "Resource not found")]))
        case .internal:
            return response(
                ErrorDocument([
                    ErrorObject(
                        status: 500, title: "Internal Server Error",
                        detail: "Something went wrong here. Try again later.")
                ]))
        case .invalid where failure.code == "page.after":
            return response(ErrorDocument([RequestProblem.garbledPage("page[after]").error]))
        default: return response(ErrorDocument(failure, relationships: relationships))
        }
    }

    static func response(_ document: ErrorDocument) -> Response {
        .jsonAPI(document.json, status: HTTPResponse.Status(code: document.status))
    }

    /// Fields that stand among the relationships of a request.
    private static let relationships: Set<String> = [
        "tenant", "unit", "zone", "building", "user", "panel", "device", "devices", "access_points", "panels",
    ]
}
