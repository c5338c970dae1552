import Basics
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// Looks up the API key of a request: `Authorization: KEY`, `Bearer KEY` (RFC 6750), or `Basic` with any user and the key
/// as the password (RFC 7617).
struct KeyAuthentication: RouterMiddleware {
    let tokens: Tokens
    let limit: CallerLimit

    static let refusal = Failure(
        .unauthenticated, code: "unauthenticated", "The API key is missing or not valid. Send one as Authorization.")

    func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        guard let key = request.headers[.authorization].flatMap(KeyAuthentication.key),
            let principal = try await tokens.authenticate(key)
        else { throw KeyAuthentication.refusal }
        try limit.admit(principal)
        var context = context
        context.principal = principal
        return try await next(request, context)
    }

    private static func key(in header: String) -> Secret? {
        let words = header.split(separator: " ")
        switch (words.count, words.first?.lowercased()) {
        case (1, _): return words.first.map { Secret(String($0)) }
        case (2, "bearer"): return Secret(String(words[1]))
        case (2, "basic"):
            guard let data = Data(base64Encoded: String(words[1])), let pair = String(bytes: data, encoding: .utf8),
                let colon = pair.firstIndex(of: ":")
            else { return nil }
            return Secret(String(pair[pair.index(after: colon)...]))
        default: return nil
        }
    }
}
