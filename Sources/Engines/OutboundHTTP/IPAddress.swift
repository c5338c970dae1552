import Glibc

/// An address of the Internet Protocol, and whether it belongs to the public Internet.
public struct IPAddress: Hashable, Sendable {
    /// Four or sixteen.
    public let bytes: [UInt8]

    /// Nil where there are neither four nor sixteen.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads `192.0.2.1` and `2001:db8::1`, and no other ways of writing them.
    public init?(_ text: some StringProtocol) {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, String(text), &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if inet_pton(AF_INET6, String(text), &bytes) == 1 {
            self.bytes = bytes
        } else {
            return nil
        }
    }

    /// Whether anybody on the Internet may have it: not private, loopback, link-local, shared, reserved, for
    /// documentation or for many (RFC 6890 and the registries that it made).
    ///
    /// An IPv6 address that carries an IPv4 address is as public as that.
    public var isPublic: Bool {
        if bytes.count == 4 { return !IPAddress.special4.contains { $0.holds(bytes) } }
        if let inner = carried { return inner.isPublic }
        // Global unicast is 2000::/3 so far.
        return bytes[0] & 0xE0 == 0x20 && !IPAddress.special6.contains { $0.holds(bytes) }
    }

    /// The IPv4 address in one that is mapped, compatible, translated (NAT64) or of 6to4.
    private var carried: IPAddress? {
        let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        let isTranslated = bytes[0..<12].elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        if isMapped || isTranslated { return IPAddress(bytes: Array(bytes[12...])) }
        return bytes[0] == 0x20 && bytes[1] == 0x02 ? IPAddress(bytes: Array(bytes[2..<6])) : nil
    }

    private struct Network: Sendable {
        let start: [UInt8]
        let bits: Int

        func holds(_ address: [UInt8]) -> Bool {
            for place in 0..<(bits + 7) / 8 {
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, bits - place * 8))
                let wanted = place < start.count ? start[place] : 0
                if address[place] & mask != wanted & mask { return false }
            }
            return true
        }
    }

    private static let special4: [Network] = [
        Network(start: [0], bits: 8), Network(start: [10], bits: 8), Network(start: [100, 64], bits: 10),
        Network(start: [127], bits: 8), Network(start: [169, 254], bits: 16), Network(start: [172, 16], bits: 12),
        Network(start: [192, 0, 0], bits: 24), Network(start: [192, 0, 2], bits: 24),
        Network(start: [192, 88, 99], bits: 24), Network(start: [192, 168], bits: 16),
        Network(start: [198, 18], bits: 15), Network(start: [198, 51, 100], bits: 24),
        Network(start: [203, 0, 113], bits: 24), Network(start: [224], bits: 4), Network(start: [240], bits: 4),
    ]

    /// Of 2000::/3: protocol assignments with Teredo, documentation.
    private static let special6: [Network] = [
        Network(start: [0x20, 0x01, 0x00], bits: 23), Network(start: [0x20, 0x01, 0x0D, 0xB8], bits: 32),
        Network(start: [0x3F, 0xFF], bits: 20),
    ]
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        var text = [CChar](repeating: 0, count: 64)
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, 64) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
