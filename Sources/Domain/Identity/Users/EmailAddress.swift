/// The form of mailboxes as mail servers really take them (RFC 5321, 4.1.2, without quoted local parts; RFC 6531 for letters
/// outside ASCII): 254 octets in all, 64 before the `@`, then a domain of two labels or more.
enum EmailAddress {
    static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isValid($0) }
    }

    /// The same from the bytes of a text in UTF-8.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 254, let at = bytes.firstIndex(of: 0x40) else { return false }
        return isLocalPart(UnsafeBufferPointer(rebasing: bytes[..<at]))
            && isDomain(UnsafeBufferPointer(rebasing: bytes[(at + 1)...]))
    }

    /// Whether the bytes are a valid address in ASCII and in lower case, as most are, in one pass.
    static func isPlainAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 254 else { return false }
        var at = -1
        var labelStart = 0
        var labels = 0
        // A dot stands in front of every part.
        var previous: UInt8 = 0x2E
        for (place, byte) in bytes.enumerated() {
            let isLetterOrDigit = byte &- 0x61 < 26 || byte &- 0x30 < 10
            if !isLetterOrDigit {
                switch byte {
                case 0x40:
                    guard at < 0, previous != 0x2E, place <= 64 else { return false }
                    at = place
                    labelStart = place + 1
                    previous = 0x2E
                    continue
                case 0x2E where at < 0: guard previous != 0x2E else { return false }
                case 0x2E:
                    guard previous != 0x2E, previous != 0x2D, place - labelStart <= 63 else { return false }
                    labels += 1
                    labelStart = place + 1
                case 0x2D where at >= 0: guard previous != 0x2E else { return false }
                default: guard at < 0, isMark(byte) else { return false }
                }
            }
            previous = byte
        }
        return at > 0 && labels >= 1 && previous != 0x2E && previous != 0x2D && bytes.count - labelStart <= 63
    }

    private static func isLocalPart(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (1...64).contains(part.count) else { return false }
        var previous: UInt8 = 0x2E
        for byte in part {
            guard isLetterOrDigit(byte) || byte >= 0x80 || isMark(byte) else { return false }
            guard byte != 0x2E || previous != 0x2E else { return false }
            previous = byte
        }
        return previous != 0x2E && hasLettersAlone(part)
    }

    private static func isDomain(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        var labels = 0
        var length = 0
        var previous: UInt8 = 0x2E
        for byte in part {
            if byte == 0x2E {
                guard length > 0, previous != 0x2D else { return false }
                labels += 1
                length = 0
            } else {
                guard isLetterOrDigit(byte) || byte >= 0x80 || (byte == 0x2D && length > 0) else { return false }
                length += 1
                guard length <= 63 else { return false }
            }
            previous = byte
        }
        return labels >= 1 && length > 0 && previous != 0x2D && hasLettersAlone(part)
    }

    /// Whether what is outside ASCII are letters and digits of some script.
    private static func hasLettersAlone(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard part.contains(where: { $0 >= 0x80 }) else { return true }
        return String(decoding: part, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
            scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    /// One of ``.!#$%&'*+-/=?^_`{|}~``.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
