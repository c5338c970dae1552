/// A URL of `http` or `https` that can be asked (RFC 3986), taken apart.
///
/// Strict, so that nobody who reads the text again finds another host in it: no user names, no escapes or characters
/// outside ASCII in the host, and no host that is a number in disguise.
public struct WebAddress: Hashable, Sendable {
    public enum Scheme: String, Sendable {
        case http, https
    }

    public let scheme: Scheme
    /// In lower case; an IPv6 address without its brackets.
    public let host: String
    public let port: Int
    /// What follows, from the first slash on, with the query and without the fragment.
    public let path: String

    /// Bytes of the whole text.
    public static let longest = 2000

    /// Nil where the text is no such URL.
    public init?(_ text: String) {
        guard text.utf8.count <= WebAddress.longest, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            let colon = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<colon.lowerBound].lowercased())
        else { return nil }
        let rest = text[colon.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard let (host, port) = WebAddress.authority(rest[..<end]) else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port ?? (scheme == .http ? 80 : 443)
        path = WebAddress.path(rest[end...])
    }

    private init(_ other: WebAddress, path: String) {
        (scheme, host, port) = (other.scheme, other.host, other.port)
        self.path = path
    }

    /// The same address with these behind what its query has, escaped (RFC 3986, 2.1).
    public func adding(query: [(name: String, value: String)]) -> WebAddress {
        guard !query.isEmpty else { return self }
        let pairs = query.map { "\(WebAddress.escaped($0.name))=\(WebAddress.escaped($0.value))" }
        let separator = !path.contains("?") ? "?" : path.hasSuffix("?") || path.hasSuffix("&") ? "" : "&"
        return WebAddress(self, path: path + separator + pairs.joined(separator: "&"))
    }

    /// All but the unreserved characters.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return escaped
    }

    /// As it is written in a request: one address has one text.
    public var text: String {
        let isStandard = port == (scheme == .http ? 80 : 443)
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host)\(isStandard ? "" : ":\(port)")\(path)"
    }

    /// Where a `Location` leads from here (RFC 3986, section 5.2): an absolute URL, another host, or a path.
    public func following(_ location: String) -> WebAddress? {
        if location.contains("://") { return WebAddress(location) }
        if location.hasPrefix("//") { return WebAddress("\(scheme):\(location)") }
        let base = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        if location.hasPrefix("/") { return WebAddress(base + location) }
        let folder = path.prefix { $0 != "?" }
        let end = folder.lastIndex(of: "/").map(folder.index(after:)) ?? folder.endIndex
        return WebAddress(base + folder[..<end] + location)
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        guard !text.contains("@") else { return nil }
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return nil }
            let host = text[text.index(after: text.startIndex)..<close].lowercased()
            guard IPAddress(host) != nil, host.contains(":"), let port = port(text[text.index(after: close)...]) else {
                return nil
            }
            return (host, port.number)
        }
        let end = text.firstIndex(of: ":") ?? text.endIndex
        let host = text[..<end].lowercased()
        guard isName(host) || IPAddress(host) != nil, let port = port(text[end...]) else { return nil }
        return (host, port.number)
    }

    /// A name of the DNS. Its last label is no number, as in `127.1` or `0x7f000001`, which some take for an address.
    private static func isName(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard host.utf8.count <= 253, let last = labels.last, let first = last.utf8.first, !isDigit(first) else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count)
                && label.utf8.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F }
        }
    }

    /// Nil where it is none; a number of nil where nothing is said.
    private static func port(_ text: Substring) -> NamedPort? {
        guard !text.isEmpty else { return NamedPort(number: nil) }
        guard text.hasPrefix(":"), text.utf8.count <= 6, text.dropFirst().utf8.allSatisfy(isDigit),
            let number = Int(text.dropFirst()), (1...65_535).contains(number)
        else { return nil }
        return NamedPort(number: number)
    }

    /// With the bytes escaped that a request line does not take.
    private static func path(_ text: Substring) -> String {
        var path = ""
        for byte in text.prefix(while: { $0 != "#" }).utf8 {
            switch byte {
            case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E:
                path.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                path += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return path.hasPrefix("/") ? path : "/" + path
    }

    private struct NamedPort {
        let number: Int?
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension WebAddress: CustomStringConvertible {
    public var description: String { text }
}

extension WebAddress.Scheme: CustomStringConvertible {
    public var description: String { rawValue }
}
