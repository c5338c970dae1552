public import Basics
public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity

/// Signing in, and programs that act in the name of users (`/oauth`, `/login`, `/api/v1/password`).
public struct AccountsSurface: Surface {
    public static let name = "accounts"
    public static let roots = [
        "/oauth", "/login", "/logout", "/api/v1/password", "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
    ]

    private let callers: UserAuthentication
    private let location: SurfaceLocation
    private let tokens: TokenEndpoints
    private let discovery: DiscoveryEndpoints
    private let users: UserInfoEndpoint
    private let passwords: PasswordEndpoints
    private let signIn: SignInEndpoints
    private let consent: ConsentEndpoints

    /// - Parameters:
    ///   - secret: what tokens of forms are made from.
    ///   - brakes: before this way to sign in and all others.
    public init(
        server: AuthorizationServer, callers: UserAuthentication, programs: OAuthClients, users: Users,
        passwords: Passwords, sessions: BrowserSessions, secret: Secret, brakes: SignInBrakes,
        location: SurfaceLocation
    ) {
        self.callers = callers
        self.location = location
        tokens = TokenEndpoints(server: server, location: location)
        discovery = DiscoveryEndpoints(server: server, location: location)
        self.users = UserInfoEndpoint(users: users)
        self.passwords = PasswordEndpoints(passwords: passwords)
        let forms = FormToken(secret: secret, location: location)
        signIn = SignInEndpoints(
            passwords: passwords, sessions: sessions, programs: programs, forms: forms, location: location,
            brakes: brakes)
        consent = ConsentEndpoints(
            server: server, programs: programs, sessions: sessions, forms: forms, location: location)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(OAuthErrors.response))
        router.group().mount(tokens.routes + discovery.routes + [Stylesheet.route])
        router.group().add(middleware: FailureMiddleware<GateContext>(PageErrors(prefix: location.prefix).response))
            .mount(signIn.routes + consent.routes)
        router.group().add(middleware: callers).group(context: UserContext.self).mount(users.routes)
        router.group().add(middleware: FailureMiddleware<GateContext>(PasswordErrors.response))
            .add(middleware: callers).group(context: UserContext.self).mount(passwords.routes)
        return router
    }
}
