/// Eight bytes looked at together, the first in the lowest place.
///
/// The searches give a word with the high bit set in bytes that fit; bits above the lowest may be set wrongly, so that
/// only the first place counts (S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte").
enum ByteWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    }

    /// The bytes that are equal to one.
    @inline(__always)
    static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
        let rest = word ^ (ones &* UInt64(byte))
        return (rest &- ones) & ~rest & highs
    }

    /// White space and control characters: bytes up to 0x20.
    @inline(__always)
    static func spaces(in word: UInt64) -> UInt64 {
        (word &- ones &* 0x21) & ~word & highs
    }

    /// How many bytes stand before the first that fits; 8 where none does.
    @inline(__always)
    static func first(_ places: UInt64) -> Int { places.trailingZeroBitCount &>> 3 }

    /// The lowest bytes; the count is 0 to 7.
    @inline(__always)
    static func prefix(_ word: UInt64, _ count: Int) -> UInt64 {
        word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    }

    /// How many of the bytes, from the first on, are decimal digits.
    @inline(__always)
    static func digitCount(_ word: UInt64) -> Int {
        let values = word ^ 0x3030_3030_3030_3030
        // A digit plus 0x76 stays below 0x80, and nothing is carried before the first byte that is none.
        return first(((values &+ 0x7676_7676_7676_7676) | values) & highs)
    }

    /// The number that the first `count` bytes write, which are digits; 1 to 8.
    @inline(__always)
    static func decimal(_ word: UInt64, _ count: Int) -> UInt64 {
        // The digits go to the top, zeros before them; then pairs, fours and eights are put together.
        var value = (word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
        value = value &* 10 &+ (value &>> 8)
        let low = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let high = ((value &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (low &+ high) &>> 32
    }

    /// The decimal digits of a number and a byte behind them, at most eight bytes; nil where they are more.
    static func digits(of number: Int, then byte: UInt8) -> (word: UInt64, count: Int)? {
        guard number >= 0, number < 10_000_000 else { return nil }
        var word = UInt64(byte)
        var count = 1
        var rest = number
        repeat {
            word = word << 8 | UInt64(0x30 + rest % 10)
            count += 1
            rest /= 10
        } while rest > 0
        return (word, count)
    }
}
