import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Tells forms of our own pages from those of other sites: a code that can only be made from the browser's own cookies.
struct FormToken: Sendable {
    let secret: Secret
    let location: SurfaceLocation

    static let field = "form_token"

    /// A page with the hidden field for its forms; the browser gets the cookie that it needs, where it has none yet.
    func show(_ request: Request, _ make: (HTML) -> Page) -> Response {
        let cookie = Cookie.form(at: location)
        let known = cookie.value(in: request)
        let value = known ?? Secret.random(bytes: 32)
        let input: HTML = """
            <input type="hidden" name="\(Self.field)" value="\(code(for: value, in: request))">
            """
        var response = make(input).response(prefix: location.prefix)
        if known == nil { response.headers.append(cookie.set(value, lifetime: nil, for: request)) }
        return response
    }

    /// Whether the form came from a page of ours in this browser, since its user signed in or out.
    func allows(_ fields: RequestFields, of request: Request) -> Bool {
        guard let value = Cookie.form(at: location).value(in: request), let sent = fields.text(Self.field) else {
            return false
        }
        return Secret.equal(code(for: value, in: request), sent)
    }

    private func code(for cookie: Secret, in request: Request) -> String {
        let session = Cookie.session(at: location).value(in: request)?.exposed ?? ""
        return secret.authenticationCode(for: "form \(cookie.exposed) \(session)")
    }
}
