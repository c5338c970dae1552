import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Lets in panels that show their token, and nobody else.
struct PanelGate: Sendable {
    private let tokens: PanelTokens
    /// Nil: as often as they like.
    private let limit: RateLimit<ID<Panel>>?
    private let recent = RecentPanels()

    init(tokens: PanelTokens, limit: RateLimit<ID<Panel>>?) {
        self.tokens = tokens
        self.limit = limit
    }

    /// One line of the route table, for a panel that is in service and switched on.
    ///
    /// - Parameter looksAgain: whether what is asked for looks at the token by itself, in its own transaction; then one that
    ///   was in force a moment ago need not be looked at here.
    func route(
        _ method: HTTPRequest.Method, _ path: String, looksAgain: Bool = false,
        _ handler: @escaping @Sendable (Request, PanelContext) async throws -> Response
    ) -> Route<GateContext> {
        Route(method, path) { request, context in
            let secret = request.headers.bearerToken
            let caller = try await caller(secret, looksAgain: looksAgain)
            try limit?.admit(caller.panel)
            return try await handler(
                request, PanelContext(caller: caller, secret: secret ?? Secret(""), context: context))
        }
    }

    private func caller(_ secret: Secret?, looksAgain: Bool) async throws -> PanelCaller {
        if looksAgain, let secret, let known = recent.caller(secret) { return known }
        return try await admit(secret)
    }

    private func admit(_ secret: Secret?) async throws -> PanelCaller {
        guard let secret else { return try PanelTokens.admitted(nil) }
        let caller = try PanelTokens.admitted(try await tokens.authenticate(secret))
        recent.note(secret, caller)
        return caller
    }
}

/// A request of a known panel.
struct PanelContext: Sendable {
    let caller: PanelCaller
    let secret: Secret
    let context: GateContext

    var panel: ID<Panel> { caller.panel }

    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }
}
