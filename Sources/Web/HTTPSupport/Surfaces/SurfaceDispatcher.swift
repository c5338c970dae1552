import Basics
import HTTPTypes
public import Hummingbird

/// Hands each request to the surface that it is for, by host name and path, and answers 404 for what is nobody's.
public struct SurfaceDispatcher: HTTPResponder {
    public typealias Context = GateContext

    private let mounts: [Mount]

    private struct Mount: Sendable {
        let location: SurfaceLocation
        let roots: [String]
        let responder: any HTTPResponder<GateContext>
    }

    public init() {
        mounts = []
    }

    private init(mounts: [Mount]) {
        self.mounts = mounts
    }

    /// The same dispatcher with one more surface, at its place.
    public func adding(
        _ roots: [String], at location: SurfaceLocation, responder: any HTTPResponder<GateContext>
    ) -> SurfaceDispatcher {
        SurfaceDispatcher(mounts: mounts + [Mount(location: location, roots: roots, responder: responder)])
    }

    public func respond(to request: Request, context: GateContext) async throws -> Response {
        var response = try await answer(to: context.expecting(request), context: context)
        if response.status.code >= 400, request.mayHaveMuchToSend {
            response.headers[.connection] = "close"
            context.closeSoon()
        }
        return response
    }

    private func answer(to request: Request, context: GateContext) async throws -> Response {
        let path = request.uri.path
        let host = request.head.authority.map { $0.prefix { $0 != ":" }.lowercased() }
        for mount in mounts where mount.location.host == nil || mount.location.host == host {
            guard let inner = path.removing(prefix: mount.location.prefix), mount.roots.contains(where: inner.isBelow)
            else { continue }
            if mount.location.prefix.isEmpty { return try await mount.responder.respond(to: request, context: context) }
            var head = request.head
            head.path = head.path.flatMap { $0.removing(prefix: mount.location.prefix) }
            return try await mount.responder.respond(to: Request(head: head, body: request.body), context: context)
        }
        return Response.json(["message": "Nothing is here. GET /openapi.json tells what is."], status: .notFound)
    }
}

extension Request {
    /// Whether a refused body may go on for long; what is small is simply read to its end.
    fileprivate var mayHaveMuchToSend: Bool {
        if headers[.transferEncoding] != nil { return true }
        return headers[.contentLength].flatMap { Int($0) }.map { $0 > 256 * 1024 } ?? false
    }
}

extension String {
    fileprivate func removing(prefix: String) -> String? {
        guard hasPrefix(prefix) else { return nil }
        let rest = dropFirst(prefix.count)
        return rest.isEmpty ? "/" : rest.hasPrefix("/") ? String(rest) : nil
    }

    /// Whether the path is the root itself or below it.
    fileprivate func isBelow(_ root: String) -> Bool {
        hasPrefix(root)
            && (utf8.count == root.utf8.count || root.hasSuffix("/") || dropFirst(root.count).hasPrefix("/"))
    }
}
