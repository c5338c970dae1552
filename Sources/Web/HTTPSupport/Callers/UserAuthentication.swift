public import Basics
public import HTTPTypes
public import Hummingbird
public import Identity

/// Looks up the bearer token of a request for a surface that asks who the user is: an access token that a program was given,
/// or a token of the user's own that carries the permission `access`.
///
/// A request without one goes on anonymously, and no further than to routes without a `UserContext`.
public struct UserAuthentication: RouterMiddleware {
    private let server: AuthorizationServer
    private let tokens: Tokens
    private let limit: CallerLimit
    private let location: SurfaceLocation

    /// - Parameter limit: how often each user may ask.
    public init(server: AuthorizationServer, tokens: Tokens, limit: CallerLimit, location: SurfaceLocation) {
        self.server = server
        self.tokens = tokens
        self.limit = limit
        self.location = location
    }

    public func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = request.headers.bearerToken else { return try await next(request, context) }
        let caller = try await caller(secret)
        try limit.admit(caller.user)
        var context = context
        context.caller = caller
        return try await next(request, context)
    }

    private func caller(_ secret: Secret) async throws -> UserCaller {
        if secret.exposed.hasPrefix("gh_") {
            guard let principal = try await tokens.authenticate(secret) else { throw Failure.token(.invalid) }
            try principal.require(.access)
            return UserCaller(user: principal.user, grant: nil)
        }
        switch try await server.caller(secret, issuer: location.issuer) {
        case .success(let grant): return UserCaller(user: grant.user, grant: grant)
        case .failure(let refusal): throw Failure.token(refusal)
        }
    }
}

/// Who asks, whatever token shows it.
public struct UserCaller: Sendable {
    public let user: ID<User>
    /// By which a program acts for the user; nil: by a token of the user's own.
    public let grant: OAuthCaller?
}

extension Failure {
    /// A bearer token that opens nothing, in the words that clients of the contract know.
    public static func token(_ refusal: AccessTokenRefusal) -> Failure {
        Failure(.unauthenticated, code: "token.\(refusal.rawValue)", refusal.message)
    }

    /// `WWW-Authenticate` where the caller is not known (RFC 6750, 3).
    public var bearerChallenge: String {
        code.hasPrefix("token.")
            ? #"Bearer realm="Doorkeeper", error="invalid_token", error_description="\#(message)""#
            : #"Bearer realm="Doorkeeper""#
    }
}

extension SurfaceLocation {
    /// The issuer of tokens, where it is known whatever the request's Host header says; nil: any of ours.
    public var issuer: String? { publicURL.map { $0 + prefix } }
}
