public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity

/// Signing in, and programs that act in the name of users (`/oauth`).
public struct AccountsSurface: Surface {
    public static let name = "accounts"
    public static let roots = [
        "/oauth", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server",
    ]

    private let tokens: TokenEndpoints
    private let discovery: DiscoveryEndpoints

    public init(server: AuthorizationServer, location: SurfaceLocation) {
        tokens = TokenEndpoints(server: server, location: location)
        discovery = DiscoveryEndpoints(server: server, location: location)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(OAuthErrors.response))
        router.group().mount(tokens.routes + discovery.routes)
        return router
    }
}
