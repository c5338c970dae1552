import HTTPTypes
public import Hummingbird

/// Lets web pages of named origins ask this server from a browser (Fetch Standard, CORS protocol).
///
/// Callers show tokens, never cookies; therefore no page is allowed to send credentials of the browser's own.
public struct CrossOriginAnswers<Inner: HTTPResponder>: HTTPResponder where Inner.Context == GateContext {
    private let inner: Inner
    private let origins: AllowedOrigins

    public init(_ origins: AllowedOrigins, of inner: Inner) {
        self.origins = origins
        self.inner = inner
    }

    public func respond(to request: Request, context: GateContext) async throws -> Response {
        guard !origins.isEmpty, let origin = request.headers[.origin] else {
            return try await inner.respond(to: request, context: context)
        }
        // Without the header a browser keeps the answer from the page; other clients do not care.
        let allowed = origins.answer(to: origin)
        if let allowed, request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            return preflight(request, allowed)
        }
        var response = try await inner.respond(to: request, context: context)
        if let allowed {
            response.headers[.accessControlAllowOrigin] = allowed
            response.headers[.accessControlExposeHeaders] = "*"
        }
        if !origins.takesAll { response.headers.append(HTTPField(name: .vary, value: "Origin")) }
        return response
    }

    /// What a browser asks before a request that a form could not have made.
    private func preflight(_ request: Request, _ allowed: String) -> Response {
        var headers = HTTPFields()
        headers[.accessControlAllowOrigin] = allowed
        headers[.accessControlAllowMethods] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
        if let names = request.headers[.accessControlRequestHeaders], names.utf8.count <= 2048 {
            headers[.accessControlAllowHeaders] = names
        }
        headers[.accessControlMaxAge] = "7200"
        headers[.vary] = "Origin, Access-Control-Request-Headers"
        return Response(status: .noContent, headers: headers)
    }
}

/// The origins (RFC 6454) whose pages may ask.
public struct AllowedOrigins: Sendable {
    /// Whether pages of every origin may.
    let takesAll: Bool
    private let names: Set<String>

    /// - Parameter text: origins such as `https://app.example.org`, separated by commas; `*` for every one; empty for none.
    ///   Nil where a part is no origin: a scheme, a host, a port unless it is the scheme's own, and nothing behind.
    public init?(_ text: String) {
        let parts = text.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
        takesAll = parts == ["*"]
        names = takesAll ? [] : Set(parts)
        guard takesAll || parts.allSatisfy(AllowedOrigins.isOrigin) else { return nil }
    }

    var isEmpty: Bool { !takesAll && names.isEmpty }

    /// The value of `Access-Control-Allow-Origin`; nil where the origin's pages may not ask.
    func answer(to origin: String) -> String? {
        takesAll ? "*" : names.contains(origin) ? origin : nil
    }

    private static func isOrigin(_ text: String) -> Bool {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        return halves.count == 3 && ["http:", "https:"].contains(halves[0]) && halves[1].isEmpty && !halves[2].isEmpty
            && halves[2].utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"@?#\\*".utf8.contains($0) }
    }
}
