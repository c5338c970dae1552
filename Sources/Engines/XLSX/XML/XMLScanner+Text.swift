import Glibc

extension XMLScanner {
    /// Appends the text of the last event with its references resolved and its line ends as XML wants them.
    mutating func appendText(to arena: inout ByteArena) throws(XLSXError) {
        if isCDATA {
            appendLines(base + contentStart, contentEnd - contentStart, to: &arena)
        } else {
            try appendText(base + contentStart, contentEnd - contentStart, to: &arena)
        }
    }

    /// Character data (XML 1.0, clause 2.4): `&lt;` and its four siblings, `&#10;`, `&#xA;`; anything else is an error.
    func appendText(_ start: UnsafePointer<UInt8>, _ count: Int, to arena: inout ByteArena) throws(XLSXError) {
        var position = 0
        while position < count {
            guard let found = memchr(start + position, 0x26, count - position) else {
                return appendLines(start + position, count - position, to: &arena)
            }
            let ampersand = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start
            appendLines(start + position, ampersand - position, to: &arena)
            var end = ampersand + 1
            while end < count, start[end] != UInt8(ascii: ";"), end - ampersand < 12 { end += 1 }
            guard end < count, start[end] == UInt8(ascii: ";"),
                let scalar = Self.reference(start + ampersand + 1, end - ampersand - 1)
            else {
                throw malformed("a reference that is neither a character nor one of XML's five names")
            }
            arena.append(scalar)
            position = end + 1
        }
    }

    /// A line ends with a line feed, whatever the part says (XML 1.0, clause 2.11).
    private func appendLines(_ start: UnsafePointer<UInt8>, _ count: Int, to arena: inout ByteArena) {
        guard count > 0 else { return }
        guard memchr(start, 0x0D, count) != nil else { return arena.append(start, count) }
        var index = 0
        while index < count {
            if start[index] == 0x0D {
                arena.append(0x0A)
                if index + 1 < count, start[index + 1] == 0x0A { index += 1 }
            } else {
                arena.append(start[index])
            }
            index += 1
        }
    }

    private static func reference(_ start: UnsafePointer<UInt8>, _ count: Int) -> Unicode.Scalar? {
        let bytes = UnsafeBufferPointer(start: start, count: count)
        guard bytes.first == UInt8(ascii: "#") else {
            switch String(decoding: bytes, as: UTF8.self) {
            case "lt": return "<"
            case "gt": return ">"
            case "amp": return "&"
            case "quot": return "\""
            case "apos": return "'"
            default: return nil
            }
        }
        let isHex = count > 1 && (bytes[1] == UInt8(ascii: "x") || bytes[1] == UInt8(ascii: "X"))
        let digits = bytes.dropFirst(isHex ? 2 : 1)
        guard !digits.isEmpty, digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
    }
}
