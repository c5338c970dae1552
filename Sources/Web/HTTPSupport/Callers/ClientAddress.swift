import HTTPTypes
public import Hummingbird
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where a request comes from, as far as it can be believed: the peer, or what the proxies in front have written into
/// `X-Forwarded-For`.
public struct ClientAddress: Sendable {
    /// Proxies in front, each of which adds the address of its own peer at the end.
    private let proxies: Int

    public init(proxies: Int) {
        self.proxies = proxies
    }

    /// A text that is the same for one client: an IPv4 address, or the 64 bits of an IPv6 network, all of which is one client's.
    ///
    /// What stands before the addresses of our own proxies is the client's word, and counts for nothing.
    public func key(of request: Request, peer: String?) -> String? {
        guard proxies > 0 else { return peer.map(Self.network) }
        let told = request.headers[values: .xForwardedFor].joined(separator: ",").split(separator: ",")
        guard told.count >= proxies else { return peer.map(Self.network) }
        return Self.network(told[told.count - proxies].trimmingPrefix { $0 == " " }.prefix { $0 != " " })
    }

    private static func network(_ text: some StringProtocol) -> String {
        let text = String(text.prefix(64))
        guard case .v6(let address)? = try? SocketAddress(ipAddress: text, port: 0) else { return text }
        let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        if isMapped { return bytes[12...].map { String($0) }.joined(separator: ".") }
        return bytes[..<8].map { String($0, radix: 16) }.joined(separator: ":")
    }
}

extension HTTPField.Name {
    fileprivate static var xForwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For") ?? .via }
}
