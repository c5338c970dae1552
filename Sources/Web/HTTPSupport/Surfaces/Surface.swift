public import Hummingbird

/// One public HTTP API: what it answers, and where.
public protocol Surface: Sendable {
    /// The word that switches it on and off in the settings.
    static var name: String { get }
    /// The path prefixes that are its own, as `/api/admin/v1`.
    static var roots: [String] { get }
    /// Its part of the OpenAPI document.
    static var openAPI: OpenAPIFragment { get }

    /// Everything that it answers below its roots.
    func makeRouter() -> Router<GateContext>
}

/// Where a surface is reached from outside.
public struct SurfaceLocation: Sendable {
    /// `scheme://host[:port]` as clients see it; nil: as the request's Host header says.
    public let publicURL: String?
    /// A path before all of the surface's own, as `/intercom`; empty for none.
    public let prefix: String
    /// Answers only under this host name; nil: under every one.
    public let host: String?

    public init(publicURL: String? = nil, prefix: String = "", host: String? = nil) {
        self.publicURL = publicURL
        self.prefix = prefix
        self.host = host?.lowercased()
    }

    /// The absolute URL of a path of the surface.
    public func url(_ path: String, for request: Request) -> String {
        base(for: request) + path
    }

    /// `scheme://host[:port][/prefix]`: what stands before the surface's own paths.
    public func base(for request: Request) -> String { origin(for: request) + prefix }

    /// `scheme://host[:port]` of this request as its client sees it.
    public func origin(for request: Request) -> String {
        publicURL ?? "\(request.head.scheme ?? "http")://\(request.head.authority ?? "localhost")"
    }
}
