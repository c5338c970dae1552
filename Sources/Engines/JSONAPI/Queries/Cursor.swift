import Basics

/// A place in an ordered list: the values of the fields that order it, of the item that stands before. Opaque to callers.
public struct Cursor: Hashable, Sendable {
    /// As many as the order has fields, the id last.
    public let values: [String]

    public init(values: [String]) {
        self.values = values
    }

    /// Reads what `text` wrote; nil for anything else. What it holds is input all the same.
    public init?(_ text: String) {
        guard text.utf8.count <= 2000, let bytes = Cursor.bytes(text), let json = JSON(text: bytes),
            let values = json.array, !values.isEmpty, values.count <= 8
        else { return nil }
        var texts: [String] = []
        for value in values {
            guard let text = value.string else { return nil }
            texts.append(text)
        }
        self.values = texts
    }

    /// Letters, digits, `-` and `_` (base64url, RFC 4648, 5).
    public var text: String {
        let bytes = Array(JSON.array(values.map(JSON.string)).text.utf8)
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var number = group.reduce(0) { $0 << 8 | UInt32($1) }
            number <<= UInt32(8 * (3 - group.count))
            for place in 0...group.count {
                let index = Int(number >> UInt32(18 - 6 * place)) & 63
                text.unicodeScalars.append(Unicode.Scalar(Cursor.alphabet[index]))
            }
        }
        return text
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var number: UInt32 = 0
        var bits = 0
        for byte in text.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            number = number << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(bits)))
            }
        }
        // Bits that fill up the last digit are zero, so that a cursor has one spelling.
        return bits < 6 && number & (1 << UInt32(bits) - 1) == 0 ? bytes : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
