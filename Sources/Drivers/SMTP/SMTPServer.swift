/// The mail server that takes what is sent, and how to speak to it.
public struct SMTPServer: Sendable {
    public enum Security: String, CaseIterable, Sendable {
        /// Encrypted after `STARTTLS` (RFC 3207), or not at all.
        case starttls
        /// Encrypted from the first byte (RFC 8314).
        case tls
        /// Not encrypted: for a server on this machine alone.
        case none
    }

    public var host: String
    public var port: Int
    public var security: Security
    /// Empty: without signing in.
    public var user: String
    public var password: String
    /// A file of certificates to believe instead of the system's; empty for those.
    public var authorities: String
    /// Seconds from the connection to the server's last word.
    public var timeout: Int

    public init(
        host: String, port: Int, security: Security, user: String = "", password: String = "",
        authorities: String = "", timeout: Int = 30
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.authorities = authorities
        self.timeout = timeout
    }

    /// `host` or `host:port`, an IPv6 address in brackets; nil for anything else.
    public init?(_ text: String, security: Security) {
        let standard = [Security.starttls: 587, .tls: 465, .none: 25][security] ?? 25
        let host: Substring
        var rest: Substring
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            host = text[...close]
            rest = text[text.index(after: close)...]
        } else {
            host = text.prefix { $0 != ":" }
            rest = text.dropFirst(host.count)
        }
        var port = standard
        if rest.hasPrefix(":") {
            rest = rest.dropFirst()
            guard let number = Int(rest), (1...65_535).contains(number) else { return nil }
            port = number
        } else if !rest.isEmpty {
            return nil
        }
        let isName = host.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || ".-_:[]".utf8.contains(byte)
        }
        guard !host.isEmpty, isName else { return nil }
        self.init(host: String(host), port: port, security: security)
    }
}
