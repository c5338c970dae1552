public import Basics

/// A program that may ask users for access (RFC 6749, 2).
public struct OAuthClient: Sendable {
    public let id: ID<OAuthClient>
    /// By which it names itself.
    public let identifier: String
    /// Shown to users who are asked.
    public let name: String
    public let redirectURIs: [RedirectURI]
    /// Of its secret; nil: a public client, which proves itself by PKCE.
    let secret: Digest?
    public let createdAt: Instant

    public var isConfidential: Bool { secret != nil }

    /// Whether this is what it was given.
    func isSecret(_ candidate: Secret) -> Bool {
        guard let secret else { return false }
        return Secret.equal(candidate.digest.hex, secret.hex)
    }
}

/// Where users are sent back to: compared as a text, character for character (RFC 9700, 2.1).
public struct RedirectURI: Hashable, Sendable {
    public let text: String

    /// Shows the code on a page instead.
    public static let outOfBand = RedirectURI(stored: "urn:ietf:wg:oauth:2.0:oob")

    /// An absolute URI without fragment: `https`, a private scheme with a dot in it (RFC 8252, 7.1), `http` on loopback
    /// alone, or the out-of-band URN. Nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count <= 2000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains("#") else {
            return nil
        }
        if text == RedirectURI.outOfBand.text {
            self.text = text
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon].lowercased()
        let rest = text[text.index(after: colon)...]
        let authority = rest.hasPrefix("//") ? rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" } : ""
        switch scheme {
        case "https": guard !authority.isEmpty, !authority.contains("@") else { return nil }
        case "http":
            let isPort = { (port: Substring) in port.isEmpty || (port.first == ":" && Int(port.dropFirst()) != nil) }
            guard
                ["127.0.0.1", "[::1]", "localhost"].contains(where: {
                    authority.hasPrefix($0) && isPort(authority.dropFirst($0.count))
                })
            else { return nil }
        default: guard scheme.contains("."), !rest.isEmpty else { return nil }
        }
        self.text = text
    }

    /// As it was checked before.
    init(stored text: String) {
        self.text = text
    }
}
