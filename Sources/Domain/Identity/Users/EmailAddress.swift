/// The form of mailboxes as mail servers really take them (RFC 5321, 4.1.2, without quoted local parts; RFC 6531 for letters
/// outside ASCII): 254 octets in all, 64 before the `@`, then a domain of two labels or more.
enum EmailAddress {
    static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count <= 254, let at = bytes.firstIndex(of: 0x40) else { return false }
        return isLocalPart(text[..<at]) && isDomain(text[bytes.index(after: at)...])
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        guard (1...64).contains(part.utf8.count) else { return false }
        var previous: UInt8 = 0x2E
        for byte in part.utf8 {
            guard isLetterOrDigit(byte) || byte >= 0x80 || isMark(byte) else { return false }
            guard byte != 0x2E || previous != 0x2E else { return false }
            previous = byte
        }
        return previous != 0x2E && hasLettersAlone(part)
    }

    private static func isDomain(_ part: Substring) -> Bool {
        var labels = 0
        var length = 0
        var previous: UInt8 = 0x2E
        for byte in part.utf8 {
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
    private static func hasLettersAlone(_ part: Substring) -> Bool {
        guard part.utf8.contains(where: { $0 >= 0x80 }) else { return true }
        return part.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// One of ``.!#$%&'*+-/=?^_`{|}~``.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
