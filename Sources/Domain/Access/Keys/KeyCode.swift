import Basics

/// The code of an RFID key: 14 upper-case hex digits.
public struct KeyCode: Hashable, Sendable {
    public let text: String

    /// Takes 8 to 14 hex digits of either case and pads them with zeros on the left; nil for anything else.
    public init?(_ raw: String) {
        let digits = raw.trimmed.uppercased()
        guard (8...14).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) })
        else { return nil }
        text = String(repeating: "0", count: 14 - digits.utf8.count) + digits
    }

    init(stored text: String) {
        self.text = text
    }
}

extension KeyCode: CustomStringConvertible {
    public var description: String { text }
}
