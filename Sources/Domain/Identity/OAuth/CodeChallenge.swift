import Basics
import Crypto

/// The digest by which a client proves that it is the one that asked for a code (RFC 7636), by the method S256 alone.
public struct CodeChallenge: Hashable, Sendable {
    /// 43 characters of base64url.
    public let text: String

    /// Nil where the text cannot be a SHA-256 digest in base64url.
    public init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        self.text = text
    }

    /// Whether the challenge was made from this verifier (RFC 7636, 4.6).
    public func matches(_ verifier: String) -> Bool {
        guard (43...128).contains(verifier.utf8.count), verifier.utf8.allSatisfy(CodeChallenge.isUnreserved) else {
            return false
        }
        return Secret.equal(Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))), text)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
    }
}
