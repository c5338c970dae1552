public import Files
public import HTTPSupport
import HTTPTypes
public import Hummingbird
public import Identity

/// The documents of customers, in folders and under access levels (`/file`, `/auth`, `/customer`).
public struct CustomerDocumentSurface: Surface {
    public static let name = "customer-document"
    public static let roots = ["/file", "/auth", "/customer"]

    private let tokens: Tokens
    private let limit: CallerLimit
    private let signIn: SignInEndpoints
    private let documents: DocumentEndpoints
    private let contents: ContentEndpoints
    private let customers: CustomerEndpoints

    /// - Parameters:
    ///   - brakes: before this way to sign in and all others.
    ///   - session: how long a sign-in is good.
    public init(
        tokens: Tokens, limit: CallerLimit, passwords: Passwords, brakes: SignInBrakes, documents: Documents,
        downloads: FileDownloads, location: SurfaceLocation, session: Duration
    ) {
        self.tokens = tokens
        self.limit = limit
        signIn = SignInEndpoints(passwords: passwords, session: session, brakes: brakes)
        self.documents = DocumentEndpoints(documents: documents, location: location)
        contents = ContentEndpoints(documents: documents, downloads: downloads)
        customers = CustomerEndpoints(documents: documents)
    }

    public func makeRouter() -> Router<GateContext> {
        let router = Router(context: GateContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FailureMiddleware<GateContext>(CustomerDocumentErrors.response))
        router.group().mount([Route(.post, "/auth/login", signIn.login)])
        router.group().add(middleware: BearerAuthentication(tokens: tokens, limit: limit))
            .group(context: CallerContext.self).mount(routes)
        router.group().add(middleware: BearerAuthentication(tokens: tokens, limit: limit, query: "token"))
            .group(context: CallerContext.self).mount(routesWithQueryToken)
        return router
    }

    private var routes: [Route<CallerContext>] {
        [
            Route(.get, "/file", documents.list),
            Route(.post, "/file", documents.create),
            Route(.get, "/file/{id}", documents.get),
            Route(.post, "/file/{id}", documents.update),
            Route(.delete, "/file/{id}", documents.delete),
            Route(.get, "/customer/{id}/storage", customers.storage),
        ]
    }

    /// What links and other servers ask, which cannot send a header.
    private var routesWithQueryToken: [Route<CallerContext>] {
        [
            Route(.get, "/auth/validateToken", signIn.validate),
            Route(.get, "/file/{id}/content", contents.content),
            Route(.get, "/customer/{id}/docauth/{fileId}", customers.authorizeReading),
        ]
    }
}
