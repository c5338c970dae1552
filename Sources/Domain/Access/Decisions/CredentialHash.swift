public import Basics

/// What a PIN or a QR token is known by without being kept: 128 bits of HMAC-SHA256 (RFC 2104) with a key of the
/// installation's.
public struct CredentialHash: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// - Parameter purpose: tells a PIN from a token of the same text, and the PINs of one building from another's.
    public init(of text: String, for purpose: String, key: Secret) {
        let code = key.authenticationCode(for: "\(purpose)\u{0}\(text)").utf8
        high = CredentialHash.number(code.prefix(16))
        low = CredentialHash.number(code.dropFirst(16).prefix(16))
    }

    /// 32 lower-case hex digits, as the database keeps it; nil for anything else.
    public init?(hex: String) {
        let digits = hex.utf8
        guard digits.count == 32, digits.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }) else { return nil }
        high = CredentialHash.number(digits.prefix(16))
        low = CredentialHash.number(digits.dropFirst(16))
    }

    public var hex: String {
        [high, low].map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }

    private static func number(_ digits: some Sequence<UInt8>) -> UInt64 {
        digits.reduce(0) { $0 << 4 | UInt64($1 >= 0x61 ? $1 - 0x57 : $1 - 0x30) }
    }
}
