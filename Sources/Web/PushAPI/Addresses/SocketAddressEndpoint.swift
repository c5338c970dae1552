import Basics
import HTTPSupport
import Hummingbird

/// `GET /api/v1/wsurl`: where the socket is, and the key to name there.
struct SocketAddressEndpoint: Sendable {
    let settings: PushSettings
    let location: SurfaceLocation

    func show(_ request: Request, _ context: CallerContext) async throws -> Response {
        .json([
            "ws_url": .string(SocketAddressEndpoint.socketURL(of: location.url("/pusher", for: request))),
            "app_key": .string(settings.appKey),
        ])
    }

    /// The same address with the scheme of a WebSocket (RFC 6455, section 3).
    static func socketURL(of url: String) -> String {
        guard let colon = url.firstIndex(of: ":") else { return url }
        return (url[..<colon].lowercased() == "https" ? "wss" : "ws") + url[colon...]
    }
}
