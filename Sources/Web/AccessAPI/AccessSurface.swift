public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity

/// The doors of buildings for the apps of those who live there: signing in (`/oauth`), and what an app asks (`/v3`).
public struct AccessSurface: Surface {
    public static let name = "access"
    public static let roots = [
        "/oauth", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server",
    ]
    public static let openAPI = OpenAPIFragment("{}")

    private let tokens: TokenEndpoints
    private let discovery: DiscoveryEndpoints

    public init(server: AuthorizationServer, location: SurfaceLocation) {
        tokens = TokenEndpoints(server: server, location: location)
        discovery = DiscoveryEndpoints(server: server, location: location)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(OAuthErrors.response))
        router.group().mount(routes)
        return router
    }

    private var routes: [Route<GateContext>] {
        [
            Route(.post, "/oauth/token", tokens.token),
            Route(.post, "/oauth/revoke", tokens.revoke),
            Route(.post, "/oauth/introspect", tokens.introspect),
            Route(.get, "/oauth/discovery/keys", discovery.keys),
            Route(.get, "/.well-known/openid-configuration", discovery.configuration),
            Route(.get, "/.well-known/oauth-authorization-server", discovery.configuration),
        ]
    }
}
