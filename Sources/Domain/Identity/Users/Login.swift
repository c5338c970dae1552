import Basics

/// What a person signs in with: an e-mail address in lower case, or a phone number in international form (E.164).
///
/// The same person written in two ways is one login: `Anna@Example.org` and `anna@example.org`, `+7 916 123-45-67` and
/// `79161234567`.
public struct Login: Hashable, Sendable {
    /// The normal form: `local@domain`, or `+` and 8 to 15 digits.
    public let text: String

    /// Nil where the text is neither an e-mail address nor a phone number.
    public init?(_ raw: String) {
        let trimmed = raw.trimmed
        guard let text = trimmed.contains("@") ? Login.emailAddress(trimmed) : Login.phoneNumber(trimmed) else {
            return nil
        }
        self.text = text
    }

    /// Takes a text that this type wrote before, as it stands in the database.
    public init(normalized text: String) {
        self.text = text
    }

    /// A mailbox as mail servers really take them (RFC 5321, 4.1.2, without quoted local parts): at most 64 octets, an `@`,
    /// and a domain of two labels or more.
    private static func emailAddress(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count) else { return nil }
        let local = parts[0]
        guard !local.hasPrefix("."), !local.hasSuffix("."), !local.contains(".."),
            local.unicodeScalars.allSatisfy(isMailboxCharacter)
        else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(isDomainLabel) else { return nil }
        return text.lowercased()
    }

    private static func isMailboxCharacter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
        let value = UInt8(scalar.value)
        return isLetterOrDigit(value) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains(value)
    }

    private static func isDomainLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    ? isLetterOrDigit(UInt8(scalar.value)) || scalar == "-"
                    : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// 8 to 15 digits, no leading zero (E.164), with the separators that people write; `00` stands for `+`.
    private static func phoneNumber(_ text: String) -> String? {
        var digits = ""
        for (index, character) in text.enumerated() {
            switch character {
            case "0"..."9" where character.isASCII: digits.append(character)
            case "+" where index == 0: continue
            case " ", "-", "(", ")", ".", "\u{A0}": continue
            default: return nil
            }
        }
        if !text.hasPrefix("+"), digits.hasPrefix("00") { digits.removeFirst(2) }
        guard (8...15).contains(digits.count), digits.first != "0" else { return nil }
        return "+" + digits
    }
}

extension Login: CustomStringConvertible {
    public var description: String { text }
}
