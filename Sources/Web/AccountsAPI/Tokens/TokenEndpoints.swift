import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// `/oauth/token` and what belongs to tokens: revocation (RFC 7009), introspection (RFC 7662).
struct TokenEndpoints: Sendable {
    let server: AuthorizationServer
    let location: SurfaceLocation

    var routes: [Route<GateContext>] {
        [
            Route(.post, "/oauth/token", token),
            Route(.post, "/oauth/revoke", revoke),
            Route(.post, "/oauth/introspect", introspect),
        ]
    }

    /// Tokens for a code or for a refresh token. Forms, multipart forms and JSON are taken.
    func token(_ request: Request, _ context: GateContext) async throws -> Response {
        try await answering {
            let fields = try await OAuthFields.read(request)
            let client = try await client(request, fields)
            let issuer = location.base(for: request)
            switch fields.text("grant_type") {
            case "authorization_code":
                guard let code = fields.text("code") else { throw OAuthError.invalidRequest }
                let exchange = CodeExchange(
                    code: Secret(code), redirectURI: fields.text("redirect_uri"), verifier: fields.text("code_verifier")
                )
                return represent(try await server.exchange(exchange, by: client, issuer: issuer))
            case "refresh_token":
                guard let token = fields.text("refresh_token") else { throw OAuthError.invalidRequest }
                return represent(try await server.refresh(Secret(token), by: client, issuer: issuer))
            case nil: throw OAuthError.invalidRequest
            default: throw OAuthError.unsupportedGrantType
            }
        }
    }

    /// 200 whatever the token was (RFC 7009, 2.2).
    func revoke(_ request: Request, _ context: GateContext) async throws -> Response {
        try await answering {
            let fields = try await OAuthFields.read(request)
            let client = try await client(request, fields)
            guard let token = fields.text("token") else { throw OAuthError.invalidRequest }
            try await server.revoke(Secret(token), by: client)
            return .json([:])
        }
    }

    /// What a token is; of one that is none, or somebody else's, only that it is not in force (RFC 7662, 2.2).
    func introspect(_ request: Request, _ context: GateContext) async throws -> Response {
        try await answering {
            let fields = try await OAuthFields.read(request)
            let client = try await client(request, fields)
            guard let token = fields.text("token") else { throw OAuthError.invalidRequest }
            guard case .success(let caller) = try await server.caller(Secret(token), issuer: location.issuer),
                caller.client == client.identifier
            else { return .json(["active": .boolean(false)]) }
            return .json([
                "active": .boolean(true), "scope": .string(caller.scopes.joined(separator: " ")),
                "client_id": .string(caller.client), "token_type": "Bearer",
                "exp": .integer(caller.expiresAt.microseconds / 1_000_000),
                "iat": .integer(caller.issuedAt.microseconds / 1_000_000), "sub": .string(caller.user.description),
                "iss": .string(caller.issuer), "jti": .string(caller.token),
            ])
        }
    }

    private func client(_ request: Request, _ fields: RequestFields) async throws -> OAuthClient {
        guard let credentials = ClientCredentials(request, fields) else { throw OAuthError.invalidClient }
        return try await server.client(credentials.identifier, secret: credentials.secret)
    }

    private func represent(_ tokens: IssuedTokens) -> Response {
        let answer: JSON = [
            "access_token": .string(tokens.accessToken.exposed), "token_type": "bearer",
            "expires_in": .integer(tokens.lifetime.components.seconds),
            "refresh_token": .string(tokens.refreshToken.exposed),
            "scope": .string(tokens.scopes.joined(separator: " ")),
            "created_at": .integer(tokens.createdAt.microseconds / 1_000_000),
        ]
        guard let identity = tokens.identityToken else { return .json(answer) }
        return .json(answer.merging(["id_token": .string(identity.exposed)]))
    }

    private func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error as OAuthError {
            return OAuthErrors.response(error)
        }
    }
}
