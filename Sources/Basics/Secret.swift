import Crypto

/// A value that only its holder may know: made at random, shown once, kept as a digest.
///
/// It prints as dots, so that it cannot slip into a log.
public struct Secret: Sendable {
    /// The secret itself; hand it to its owner and to nobody else.
    public let exposed: String

    public init(_ text: String) {
        exposed = text
    }

    /// Fresh random bytes as hex digits after a prefix that tells what the secret is for.
    public static func random(bytes count: Int, prefix: String = "") -> Secret {
        var generator = SystemRandomNumberGenerator()
        // The system is asked once for eight bytes.
        let bytes = (0..<(count + 7) / 8).flatMap { _ in withUnsafeBytes(of: generator.next() as UInt64) { Array($0) } }
        return Secret(prefix + Hex.encode(bytes.prefix(count)))
    }

    /// What a database keeps. Enough for secrets of 128 random bits or more; a password needs a slow hash instead.
    public var digest: Digest { Digest(of: exposed) }

    /// Lower-case hex of HMAC-SHA256 (RFC 2104) over the message with this secret as the key.
    public func authenticationCode(for message: String) -> String {
        let key = SymmetricKey(data: Array(exposed.utf8))
        return Hex.encode(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: key))
    }

    /// Whether both texts are the same, in a time that tells nothing of where they differ.
    public static func equal(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "••••" }
    public var debugDescription: String { "••••" }
}
