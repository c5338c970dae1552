import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// `/login` and `/logout`: a browser in which somebody is signed in.
struct SignInEndpoints: Sendable {
    let passwords: Passwords
    let sessions: BrowserSessions
    let programs: OAuthClients
    let forms: FormToken
    let location: SurfaceLocation
    let brakes: SignInBrakes

    var routes: [Route<GateContext>] {
        [
            Route(.get, "/login", show),
            Route(.post, "/login", signIn),
            Route(.get, "/logout", askToLeave),
            Route(.post, "/logout", signOut),
        ]
    }

    func show(_ request: Request, _ context: GateContext) async throws -> Response {
        let query = try query(request.query("continue"))
        if query == nil, try await session(in: request) != nil { return try await leavePage(request) }
        return try await form(request, query)
    }

    func signIn(_ request: Request, _ context: GateContext) async throws -> Response {
        let fields = try await RequestFields(of: request)
        let query = try query(fields.text("continue"))
        let login = (fields.text("login") ?? "").trimmed
        guard forms.allows(fields, of: request) else {
            return try await form(
                request, query, login: login,
                problem: "This page was open for too long, or the browser keeps no cookies. Try again.",
                status: .forbidden)
        }
        let attempt: SignInBrakes.Attempt
        do throws(Failure) {
            attempt = try brakes.admit(login, from: request, peer: context.remoteAddress)
        } catch {
            var response = try await form(
                request, query, login: login, problem: error.message, status: .tooManyRequests)
            response.headers[.retryAfter] = String((error.retryAfter ?? .zero).wholeSecondsUp)
            return response
        }
        let known: ID<User>?
        do {
            known = try await passwords.check(login, Secret(fields.text("password") ?? ""))
        } catch {
            attempt.untried()
            throw error
        }
        guard let user = known else {
            return try await form(
                request, query, login: login, problem: "The login or the password is wrong.",
                status: .unprocessableContent)
        }
        attempt.succeeded()
        if let old = Cookie.session(at: location).value(in: request) { try await sessions.end(old) }
        let secret = try await sessions.start(for: user)
        let next = query.map { "/oauth/authorize?\($0.afterSignIn.text)" } ?? "/login"
        var response = Response.redirect(to: location.prefix + next)
        response.headers.append(
            Cookie.session(at: location).set(secret, lifetime: sessions.lifetime, for: request))
        return response
    }

    func askToLeave(_ request: Request, _ context: GateContext) async throws -> Response {
        guard try await session(in: request) != nil else { return .redirect(to: "\(location.prefix)/login") }
        return try await leavePage(request)
    }

    func signOut(_ request: Request, _ context: GateContext) async throws -> Response {
        let fields = try await RequestFields(of: request)
        guard forms.allows(fields, of: request) else { return try await leavePage(request, status: .forbidden) }
        let cookie = Cookie.session(at: location)
        if let secret = cookie.value(in: request) { try await sessions.end(secret) }
        var response = Response.redirect(to: "\(location.prefix)/login")
        response.headers.append(cookie.removed(for: request))
        return response
    }

    private func session(in request: Request) async throws -> BrowserSession? {
        guard let secret = Cookie.session(at: location).value(in: request) else { return nil }
        return try await sessions.find(secret)
    }

    private func query(_ text: String?) throws -> AuthorizeQuery? {
        guard let text else { return nil }
        guard let query = AuthorizeQuery(text) else {
            throw Failure(
                .invalid, code: "login.continue", "The app's request is too long. Go back to it and try again.")
        }
        return query
    }

    private func form(
        _ request: Request, _ query: AuthorizeQuery?, login: String = "", problem: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        var program: OAuthClient?
        if let identifier = query?.parameters["client_id"] { program = try await programs.find(identifier) }
        return forms.show(request) { input in
            SignInPage(
                program: program?.name, query: query, login: login, problem: problem, input: input,
                prefix: location.prefix
            ).page(status: status)
        }
    }

    private func leavePage(_ request: Request, status: HTTPResponse.Status = .ok) async throws -> Response {
        let session = try await session(in: request)
        return forms.show(request) { input in
            SignedInPage(who: session?.name ?? session?.login.text, input: input, prefix: location.prefix)
                .page(status: status)
        }
    }
}
