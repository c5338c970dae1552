import Basics
import HTTPSupport
import NIOHTTP1

/// The request for a socket: accepted, or to be told why not once the socket is open, as the Pusher protocol has it.
struct SocketRequest: Sendable {
    let refusal: PusherError?
    /// The value of `Sec-WebSocket-Accept`.
    let accept: String

    /// Paths: `/pusher`, `/pusher/app/<key>` and `/app/<key>`, below the surface's prefix and under its host name. Nil
    /// for every other address, and for what is no handshake.
    init?(_ head: HTTPRequestHead, settings: PushSettings, location: SurfaceLocation) {
        if let host = location.host {
            let asked = head.headers.first(name: "Host")?.prefix { $0 != ":" }.lowercased()
            guard asked == host else { return nil }
        }
        guard let accept = SocketRequest.accept(head) else { return nil }
        self.accept = accept
        let halves = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = String(halves.first ?? "")
        guard let key = SocketRequest.appKey(in: path, prefix: location.prefix, default: settings.appKey)
        else { return nil }
        let query = halves.count == 2 ? String(halves[1]) : ""
        refusal =
            SocketRequest.refusal(ofOrigin: head.headers.first(name: "Origin"), settings: settings)
            ?? (Secret.equal(key, settings.appKey) ? nil : .unknownApp)
            ?? SocketRequest.refusal(ofVersionIn: query)
    }

    private static func appKey(in path: String, prefix: String, default ours: String) -> String? {
        guard path.hasPrefix(prefix) else { return nil }
        let parts = path.dropFirst(prefix.count).split(separator: "/").map(String.init)
        switch parts.count {
        case 1 where parts[0] == "pusher": return ours
        case 2 where parts[0] == "app": return parts[1]
        case 3 where parts[0] == "pusher" && parts[1] == "app": return parts[2]
        default: return nil
        }
    }

    private static func refusal(ofOrigin origin: String?, settings: PushSettings) -> PusherError? {
        guard let origin, !settings.allowedOrigins.isEmpty else { return nil }
        let isAllowed = settings.allowedOrigins.contains { $0.lowercased() == origin.lowercased() }
        return isAllowed ? nil : .foreignOrigin
    }

    /// A client that names no version is taken to speak the newest.
    private static func refusal(ofVersionIn query: String) -> PusherError? {
        let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        guard let pair = pairs.first(where: { $0.first == "protocol" }) else { return nil }
        guard pair.count == 2, let version = Int(pair[1]) else { return .invalidVersion }
        return (5...7).contains(version) ? nil : .unsupportedVersion
    }
}
