import Dispatch
import Glibc
import OutboundHTTP

/// Finds the address of a host, and refuses those that are not public.
///
/// The address that was looked at is the one that is connected to: a name that answers otherwise a moment later gains
/// nothing.
struct AddressGuard: Sendable {
    let allowsPrivate: Bool

    func address(of host: String) async throws(OutboundError) -> IPAddress {
        let addresses: [IPAddress]
        if let address = IPAddress(host) {
            addresses = [address]
        } else {
            addresses = await AddressGuard.lookUp(host)
        }
        guard let first = addresses.first else { throw .unknownHost(host) }
        // One private address among several is one too many.
        guard allowsPrivate || addresses.allSatisfy(\.isPublic) else { throw .privateAddress(host: host) }
        return first
    }

    /// Asks the system's resolver, which blocks, on a thread of its own.
    private static func lookUp(_ host: String) async -> [IPAddress] {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: resolve(host)) }
        }
    }

    private static let queue = DispatchQueue(label: "outbound.names", attributes: .concurrent)

    private static func resolve(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [IPAddress] = []
        var entry = list
        while let info = entry?.pointee {
            if let address = IPAddress(info) { found.append(address) }
            entry = info.ai_next
        }
        return found
    }
}

extension IPAddress {
    fileprivate init?(_ info: addrinfo) {
        guard let raw = UnsafeRawPointer(info.ai_addr) else { return nil }
        switch info.ai_family {
        case AF_INET where info.ai_addrlen >= MemoryLayout<sockaddr_in>.size:
            var address = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            self.init(bytes: withUnsafeBytes(of: &address) { Array($0) })
        case AF_INET6 where info.ai_addrlen >= MemoryLayout<sockaddr_in6>.size:
            var address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            self.init(bytes: withUnsafeBytes(of: &address) { Array($0) })
        default:
            return nil
        }
    }
}
