#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The texts of header fields (RFC 5322, RFC 2047).
enum MailHeader {
    /// The text as encoded words, so that whatever is in it stays inside its field. Words of plain letters and digits stay as
    /// they are.
    static func encoded(_ text: String) -> String {
        let text = singleLine(text)
        if text.utf8.count <= 60, text.utf8.allSatisfy(isPlain) { return text }
        return words(of: text).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Without control characters: each is a space.
    static func singleLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(400) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            line.append(isControl || scalar.value == 0x2028 || scalar.value == 0x2029 ? " " : scalar)
        }
        return String(line)
    }

    /// Parts that fit into encoded words of 75 characters, cut between scalars.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            let size = scalar.utf8.count
            if length + size > 42 {
                words.append(String(word))
                word = .init()
                length = 0
            }
            word.append(scalar)
            length += size
        }
        return words + [String(word)]
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2D: true
        default: false
        }
    }
}
