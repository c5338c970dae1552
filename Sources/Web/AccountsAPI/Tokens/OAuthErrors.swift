import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// How the authorization server says no (RFC 6749, 5.2), with the same words in `WWW-Authenticate`.
enum OAuthErrors {
    static func response(_ error: OAuthError) -> Response {
        answer(
            error.rawValue, error.message, status: HTTPResponse.Status(code: error.status))
    }

    static func response(_ failure: Failure, _: GateContext) -> Response {
        switch failure.kind {
        case .invalid, .tooLarge: response(.invalidRequest)
        case .unauthenticated: unknownCaller(failure)
        default: answer("temporarily_unavailable", failure.message, status: failure.kind.status)
        }
    }

    /// Of a bearer token, where one is wanted (RFC 6750, 3.1).
    private static func unknownCaller(_ failure: Failure) -> Response {
        var response = answer("invalid_token", failure.message, status: .unauthorized)
        response.headers[.wwwAuthenticate] = failure.bearerChallenge
        return response
    }

    private static func answer(_ word: String, _ words: String, status: HTTPResponse.Status) -> Response {
        var response = Response.json(["error": .string(word), "error_description": .string(words)], status: status)
        response.headers[.pragma] = "no-cache"
        response.headers[.wwwAuthenticate] = challenge(word, words)
        return response
    }

    /// `WWW-Authenticate` (RFC 6750, 3).
    static func challenge(_ error: OAuthError) -> String { challenge(error.rawValue, error.message) }

    private static func challenge(_ word: String, _ words: String) -> String {
        "Bearer realm=\"Doorkeeper\", error=\"\(word)\", error_description=\"\(words.replacing("\"", with: "'"))\""
    }
}

extension HTTPField.Name {
    /// For caches of HTTP/1.0 (RFC 6749, 5.1).
    fileprivate static var pragma: HTTPField.Name {
        HTTPField.Name("Pragma") ?? .cacheControl
    }
}
