import Glibc

/// What SpreadsheetML adds to the text of XML: `_x000D_` escapes (ECMA-376 Part 1, clause 22.9.2.19) and the rule that
/// spaces around a text count only under `xml:space="preserve"`.
enum SpreadsheetText {
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    /// Resolves the escapes in the arena's bytes from `start` on, in place.
    static func resolveEscapes(in arena: inout ByteArena, from start: Int) {
        let base = arena.base
        let count = arena.count
        guard count - start >= 7, memchr(base + start, 0x5F, count - start) != nil else { return }
        var read = start
        var written = start
        while read < count {
            guard base[read] == 0x5F, let unit = unit(base + read, count - read) else {
                base[written] = base[read]
                read += 1
                written += 1
                continue
            }
            var scalar = Unicode.Scalar(unit)
            var used = 7
            if scalar == nil, unit & 0xFC00 == 0xD800, let low = self.unit(base + read + 7, count - read - 7),
                low & 0xFC00 == 0xDC00
            {
                scalar = Unicode.Scalar((unit & 0x3FF) << 10 + (low & 0x3FF) + 0x10000)
                used = 14
            }
            guard let scalar, let encoded = UTF8.encode(scalar) else {
                base[written] = base[read]
                read += 1
                written += 1
                continue
            }
            for byte in encoded {
                base[written] = byte
                written += 1
            }
            read += used
        }
        arena.removeLast(count - written)
    }

    /// The number in `_xHHHH_`, if that is what stands here.
    private static func unit(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
        guard count >= 7, bytes[0] == 0x5F, bytes[1] == UInt8(ascii: "x"), bytes[6] == 0x5F else { return nil }
        var value: UInt32 = 0
        for index in 2..<6 {
            switch bytes[index] {
            case 0x30...0x39: value = value << 4 | UInt32(bytes[index] - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(bytes[index] - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(bytes[index] - 0x57)
            default: return nil
            }
        }
        return value
    }
}
