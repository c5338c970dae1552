import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// `/oauth/authorize`: a program asks a person whether it may act for them (RFC 6749, 4.1.1).
struct ConsentEndpoints: Sendable {
    let server: AuthorizationServer
    let programs: OAuthClients
    let sessions: BrowserSessions
    let forms: FormToken
    let location: SurfaceLocation

    var routes: [Route<GateContext>] {
        [Route(.get, "/oauth/authorize", ask), Route(.post, "/oauth/authorize", decide)]
    }

    /// Who is not signed in does that first.
    func ask(_ request: Request, _ context: GateContext) async throws -> Response {
        let query = AuthorizeQuery(request.uri.query ?? "")
        return try await checking(query, request) { asked, query in
            guard let session = try await session(for: asked, in: request) else {
                guard !asked.prompts.contains(.none) else {
                    return refuse(.loginRequired, asked.redirectURI, state: asked.state, request)
                }
                return signIn(for: query)
            }
            guard !asked.prompts.contains(.none) else {
                return refuse(.consentRequired, asked.redirectURI, state: asked.state, request)
            }
            return forms.show(request) { input in
                ConsentPage(request: asked, query: query, session: session, input: input, prefix: location.prefix).page
            }
        }
    }

    /// The person has said yes or no.
    func decide(_ request: Request, _ context: GateContext) async throws -> Response {
        let fields = try await RequestFields(of: request)
        let query = AuthorizeQuery(fields.text("request") ?? "")
        return try await checking(query, request) { asked, query in
            guard let session = try await session(for: asked, in: request) else { return signIn(for: query) }
            guard forms.allows(fields, of: request) else {
                return Page.problem(
                    "This page is out of date",
                    "It was open for too long, or the browser keeps no cookies. Go back to the app and try again.",
                    status: .forbidden
                ).response(prefix: location.prefix)
            }
            guard fields.text("decision") == "allow" else {
                return refuse(.accessDenied, asked.redirectURI, state: asked.state, request)
            }
            let code = try await server.authorize(asked, user: session.user, signedInAt: session.startedAt)
            guard asked.redirectURI != .outOfBand else {
                return CodePage(code: code, program: asked.client.name).page.response(prefix: location.prefix)
            }
            return asked.redirectURI.answer([
                ("code", code.exposed), ("state", asked.state), ("iss", location.base(for: request)),
            ])
        }
    }

    /// What is wrong with a request is told to the program, at its address; to the person only where that cannot be trusted.
    private func checking(
        _ query: AuthorizeQuery?, _ request: Request,
        _ body: (AuthorizationRequest, AuthorizeQuery) async throws -> Response
    ) async throws -> Response {
        guard let query else { return told(.invalidRequest) }
        let parameters = query.parameters
        var client: OAuthClient?
        if let identifier = parameters["client_id"] { client = try await programs.find(identifier) }
        let asked: AuthorizationRequest
        do throws(AuthorizationRequest.Refusal) {
            asked = try AuthorizationRequest(parameters, from: client)
        } catch {
            switch error {
            case .page(let reason): return told(reason)
            case .redirect(let reason, let uri, let state): return refuse(reason, uri, state: state, request)
            }
        }
        return try await body(asked, query)
    }

    /// Who is signed in, as freshly as the program wants it.
    private func session(
        for asked: AuthorizationRequest, in request: Request
    ) async throws -> BrowserSession? {
        guard let secret = Cookie.session(at: location).value(in: request),
            let session = try await sessions.find(secret), !asked.needsLogin(after: session.age)
        else { return nil }
        return session
    }

    private func signIn(for query: AuthorizeQuery) -> Response {
        .redirect(to: "\(location.prefix)/login?continue=\(AuthorizeQuery.encoded(query.text))")
    }

    private func refuse(_ error: OAuthError, _ uri: RedirectURI, state: String?, _ request: Request) -> Response {
        guard uri != .outOfBand else { return told(error) }
        return uri.answer([
            ("error", error.rawValue), ("error_description", error.message), ("state", state),
            ("iss", location.base(for: request)),
        ])
    }

    private func told(_ error: OAuthError) -> Response {
        let status: HTTPResponse.Status = error == .accessDenied ? .ok : .unauthorized
        let title = error == .accessDenied ? "Not allowed" : "This request is not valid"
        var response = Page.problem(title, error.message, status: status).response(prefix: location.prefix)
        if status == .unauthorized { response.headers[.wwwAuthenticate] = OAuthErrors.challenge(error) }
        return response
    }
}
