import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Lets in panels that show their token, and nobody else.
struct PanelGate: Sendable {
    let tokens: PanelTokens
    /// Nil: as often as they like.
    let limit: RateLimit<ID<Panel>>?

    /// One line of the route table, for a panel that is in service and switched on.
    func route(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Request, PanelContext) async throws -> Response
    ) -> Route<GateContext> {
        Route(method, path) { request, context in
            let (caller, secret) = try await admit(request)
            return try await handler(request, PanelContext(caller: caller, secret: secret, context: context))
        }
    }

    private func admit(_ request: Request) async throws -> (PanelCaller, Secret) {
        guard let secret = request.headers.bearerToken, let caller = try await tokens.authenticate(secret) else {
            throw Failure(
                .unauthenticated, code: "unauthenticated",
                "This is no panel's token, or not any more. Give the panel a new one.")
        }
        guard caller.isEnabled else {
            throw Failure(
                .forbidden, code: "panel.disabled", "This panel is switched off. Its administrator can switch it on.")
        }
        try limit?.admit(caller.panel)
        return (caller, secret)
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
