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

    /// The same from the bytes of a text without white space around it.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        let zeros = 14 - bytes.count
        guard (0...6).contains(zeros) else { return nil }
        var isCode = true
        text = String(unsafeUninitializedCapacity: 14) { digits in
            for place in 0..<zeros { digits[place] = 0x30 }
            for (place, byte) in bytes.enumerated() {
                let capital = byte & 0xDF
                let isDigit = byte &- 0x30 < 10
                guard isDigit || capital &- 0x41 < 6 else {
                    isCode = false
                    return 0
                }
                digits[zeros &+ place] = isDigit ? byte : capital
            }
            return 14
        }
        guard isCode else { return nil }
    }

    /// The digits as a number, which is as good as the text for telling codes apart; nil for what is no code.
    public var number: UInt64? {
        var text = text
        return text.withUTF8 { digits in
            guard digits.count == 14 else { return nil }
            var number: UInt64 = 0
            for digit in digits {
                switch digit {
                case 0x30...0x39: number = number << 4 | UInt64(digit - 0x30)
                case 0x41...0x46: number = number << 4 | UInt64(digit - 0x37)
                default: return nil
                }
            }
            return number
        }
    }

    init(stored text: String) {
        self.text = text
    }
}

extension KeyCode: CustomStringConvertible {
    public var description: String { text }
}
