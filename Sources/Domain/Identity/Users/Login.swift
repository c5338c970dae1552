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
        if trimmed.utf8.contains(0x40) {
            guard EmailAddress.isValid(trimmed) else { return nil }
            let isLower = trimmed.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
            text = isLower ? trimmed : trimmed.lowercased()
        } else {
            guard let number = Login.phoneNumber(trimmed) else { return nil }
            text = number
        }
    }

    /// The same from the bytes of a text in UTF-8 that has no white space around it and begins and ends in ASCII.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        if EmailAddress.isPlainAddress(bytes) { self.init(normalized: text) } else { self.init(text) }
    }

    /// Takes a text that this type wrote before, as it stands in the database.
    public init(normalized text: String) {
        self.text = text
    }

    /// 8 to 15 digits, no leading zero (E.164), with the separators that people write; `00` stands for `+`.
    private static func phoneNumber(_ text: String) -> String? {
        // As this type writes it: a plus and digits alone.
        let bytes = text.utf8
        if bytes.first == 0x2B, (9...16).contains(bytes.count),
            bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }), bytes.dropFirst().first != 0x30
        {
            return text
        }
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
