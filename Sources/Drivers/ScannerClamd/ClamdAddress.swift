/// Where clamd listens: `unix:/run/clamav/clamd.ctl` or `tcp:host:port`.
public struct ClamdAddress: Sendable, Hashable {
    enum Place: Sendable, Hashable {
        case unix(path: String)
        case tcp(host: String, port: UInt16)
    }

    let place: Place

    /// The longest path that a Unix socket can have (`sun_path` and its last zero).
    private static let longestPath = 107

    /// An IPv6 address stands in brackets: `tcp:[::1]:3310`.
    public init(_ text: String) throws(ClamdAddressError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count <= Self.longestPath, !path.utf8.contains(0) else {
                throw ClamdAddressError(text: text)
            }
            place = .unix(path: path)
            return
        }
        guard text.hasPrefix("tcp:"), let colon = text.lastIndex(of: ":"),
            colon > text.index(text.startIndex, offsetBy: 3),
            let port = UInt16(text[text.index(after: colon)...]), port > 0
        else { throw ClamdAddressError(text: text) }
        var host = text[..<colon].dropFirst(4)
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw ClamdAddressError(text: text)
        }
        guard !host.isEmpty, !host.utf8.contains(0) else { throw ClamdAddressError(text: text) }
        place = .tcp(host: String(host), port: port)
    }
}

extension ClamdAddress: CustomStringConvertible {
    public var description: String {
        switch place {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "tcp:[\(host)]:\(port)" : "tcp:\(host):\(port)"
        }
    }
}

/// A text that is no address of clamd.
public struct ClamdAddressError: Error, Sendable, Hashable, CustomStringConvertible {
    public let text: String

    public var description: String {
        "'\(text)' is no address of clamd; write unix:/path/to/socket or tcp:host:port"
    }
}
