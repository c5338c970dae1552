public import Basics
public import HTTPTypes
public import Hummingbird
public import Identity

/// Looks up the bearer token (RFC 6750, 2.1) of a request. A request without one goes on anonymously.
public struct BearerAuthentication: RouterMiddleware {
    private let tokens: Tokens
    private let limit: CallerLimit
    private let query: String?

    /// - Parameters:
    ///   - limit: how often whoever has a token may ask.
    ///   - query: a parameter of the URL in which the token may stand too, where a header cannot be sent.
    public init(tokens: Tokens, limit: CallerLimit, query: String? = nil) {
        self.tokens = tokens
        self.limit = limit
        self.query = query
    }

    public func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        let inQuery = query.flatMap { request.query($0) }.map { Secret($0) }
        guard let secret = request.headers.bearerToken ?? inQuery else { return try await next(request, context) }
        guard let principal = try await tokens.authenticate(secret) else {
            throw Failure(.unauthenticated, code: "unauthenticated", "Unauthenticated.")
        }
        try limit.admit(principal)
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
