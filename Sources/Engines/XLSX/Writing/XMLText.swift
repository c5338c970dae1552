/// Text as it stands in elements and attributes: `&`, `<`, `>` and `"` as entities, and what XML 1.0 cannot hold
/// (control characters, U+FFFE, U+FFFF) as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19). Text that looks like such an escape
/// is escaped.
enum XMLText {
    static func escaped(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { isPlain($0) ? Array($0) : escaped($0) }
    }

    /// Whether nothing needs escaping.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where special(byte) { return false }
        return true
    }

    static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 4 + 16)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x22: out += "&quot;".utf8
            case 0x09, 0x0A: out.append(byte)
            case 0..<0x20: append(escape: byte, to: &out)
            case 0x5F:
                if looksEscaped(bytes, at: index) { append(escape: byte, to: &out) } else { out.append(byte) }
            case 0xEF where isNonCharacter(bytes, at: index):
                out += (bytes[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_").utf8
            case 0xBF where index >= 1 && isNonCharacter(bytes, at: index - 1): break
            case 0xBE...0xBF where index >= 2 && isNonCharacter(bytes, at: index - 2): break
            default: out.append(byte)
            }
        }
        return out
    }

    /// Whether white space at an end would be lost without `xml:space="preserve"`.
    @inline(__always)
    static func needsPreserving(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        return first <= 0x20 || last <= 0x20
    }

    private static func special(_ byte: UInt8) -> Bool {
        byte < 0x20
            ? byte != 0x09 && byte != 0x0A
            : byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x5F || byte == 0xEF
    }

    private static func append(escape byte: UInt8, to out: inout [UInt8]) {
        let digits: StaticString = "0123456789ABCDEF"
        out += "_x00".utf8
        out.append(digits.utf8Start[Int(byte >> 4)])
        out.append(digits.utf8Start[Int(byte & 15)])
        out.append(0x5F)
    }

    private static func looksEscaped(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard bytes.count - index >= 7, bytes[index + 1] | 0x20 == 0x78, bytes[index + 6] == 0x5F else { return false }
        return (2...5).allSatisfy { offset in
            let byte = bytes[index + offset]
            return (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
        }
    }

    private static func isNonCharacter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        bytes.count - index >= 3 && bytes[index] == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
    }
}
