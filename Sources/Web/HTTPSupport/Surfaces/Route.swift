import Basics
public import HTTPTypes
public import Hummingbird

/// One line of a surface's route table.
public struct Route<Context: RequestContext>: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let handler: @Sendable (Request, Context) async throws -> Response

    public init(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.handler = handler
    }
}

extension RouterMethods {
    /// Adds the routes, and a 405 with `Allow` (RFC 9110, 15.5.6) for every other method of their paths.
    public func mount(_ routes: [Route<Context>]) {
        for route in routes { on(RouterPath(route.path), method: route.method, use: route.handler) }
        for (path, group) in Dictionary(grouping: routes, by: \.path) {
            let allowed = Set(group.map(\.method))
            let allow = Self.allowValue(allowed)
            for method in Self.everyMethod where !allowed.contains(method) {
                if method == .head, allowed.contains(.get) { continue }
                on(RouterPath(path), method: method) { _, _ in
                    var response = Response.json(
                        ["message": .string("This path takes \(allow).")], status: .methodNotAllowed)
                    response.headers[.allow] = allow
                    return response
                }
            }
        }
    }

    private static var everyMethod: [HTTPRequest.Method] {
        [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }
    }

    private static func allowValue(_ methods: Set<HTTPRequest.Method>) -> String {
        let names = methods.map(\.rawValue) + (methods.contains(.get) ? ["HEAD"] : [])
        return names.sorted().joined(separator: ", ")
    }
}
