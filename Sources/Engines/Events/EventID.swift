import Basics

/// The name by which a listener recognizes an event that it has had already: a UUID of version 7 (RFC 9562).
public struct EventID: Hashable, Sendable {
    /// 36 lower-case characters, hyphens included.
    public let text: String

    /// Nil where the text has not the form of a UUID.
    public init?(_ text: some StringProtocol) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
            groups.allSatisfy({ $0.utf8.allSatisfy(EventID.isHexDigit) })
        else { return nil }
        self.text = text.lowercased()
    }

    /// A new one: 48 bits of milliseconds, so that ids of one hour lie side by side in an index, and 74 random bits.
    static func new(at now: Instant) -> EventID {
        let milliseconds = UInt64(clamping: now.microseconds / 1000)
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        for place in 0..<6 { bytes[place] = UInt8(truncatingIfNeeded: milliseconds >> (8 * UInt64(5 - place))) }
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let groups = [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10..<16]]
        return EventID(known: groups.map(Hex.encode).joined(separator: "-"))
    }

    /// An id that our own table holds.
    init(known text: String) {
        self.text = text
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
    }
}

extension EventID: CustomStringConvertible {
    public var description: String { text }
}
