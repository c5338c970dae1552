import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// What programs find out about the authorization server by themselves (RFC 8414; OpenID Connect Discovery 1.0).
struct DiscoveryEndpoints: Sendable {
    let server: AuthorizationServer
    let location: SurfaceLocation

    var routes: [Route<GateContext>] {
        [
            Route(.get, "/oauth/discovery/keys", keys),
            Route(.get, "/.well-known/openid-configuration", configuration),
            Route(.get, "/.well-known/oauth-authorization-server", configuration),
        ]
    }

    func configuration(_ request: Request, _ context: GateContext) async throws -> Response {
        let issuer = location.base(for: request)
        return .json([
            "issuer": .string(issuer), "authorization_endpoint": .string("\(issuer)/oauth/authorize"),
            "token_endpoint": .string("\(issuer)/oauth/token"),
            "revocation_endpoint": .string("\(issuer)/oauth/revoke"),
            "introspection_endpoint": .string("\(issuer)/oauth/introspect"),
            "userinfo_endpoint": .string("\(issuer)/oauth/userinfo"),
            "jwks_uri": .string("\(issuer)/oauth/discovery/keys"),
            "scopes_supported": .array(AuthorizationRequest.knownScopes.map { .string($0) }),
            "response_types_supported": ["code"], "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
            "authorization_response_iss_parameter_supported": .boolean(true),
            "prompt_values_supported": .array(Prompt.allCases.map { .string($0.rawValue) }),
            "claims_supported": ["sub", "auth_time", "name", "preferred_username", "email", "phone_number"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
        ])
    }

    func keys(_ request: Request, _ context: GateContext) async throws -> Response {
        var response = Response.json(try await server.publishedKeys())
        // A new key is found when a token names it; until then the known ones do.
        response.headers[.cacheControl] = "public, max-age=300"
        return response
    }
}
