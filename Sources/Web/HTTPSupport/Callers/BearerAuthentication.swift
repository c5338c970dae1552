public import Basics
public import HTTPTypes
public import Hummingbird
public import Identity

/// Looks up the bearer token (RFC 6750, 2.1) of a request. A request without one goes on anonymously.
public struct BearerAuthentication: RouterMiddleware {
    private let tokens: Tokens

    public init(tokens: Tokens) {
        self.tokens = tokens
    }

    public func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = request.headers.bearerToken else { return try await next(request, context) }
        guard let principal = try await tokens.authenticate(secret) else {
            throw Failure(.unauthenticated, code: "unauthenticated", "Unauthenticated.")
        }
        var context = context
        context.principal = principal
        return try await next(request, context)
    }
}

extension HTTPFields {
    /// The credentials of `Authorization: Bearer …`; the scheme's case does not matter (RFC 9110, 11.1).
    public var bearerToken: Secret? {
        guard let value = self[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return Secret(parts[1].trimmed)
    }
}
