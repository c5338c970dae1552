/// Reads decimal numerals as the nearest Double, as `xsd:double` writes them.
enum Numeral {
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
    private static let fives: [UInt64] = [
        1, 5, 25, 125, 625, 3125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125, 244_140_625,
        1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625, 762_939_453_125, 3_814_697_265_625,
        19_073_486_328_125, 95_367_431_640_625, 476_837_158_203_125, 2_384_185_791_015_625, 11_920_928_955_078_125,
        59_604_644_775_390_625, 298_023_223_876_953_125, 1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
    ]

    /// The most bytes that `plain` looks at.
    static let plainReach = 56

    /// Reads digits, with a minus before and a fraction behind them if there are such, as nearly all numbers are written;
    /// nil, and the cursor anywhere, where the number is written otherwise or is too long. `plainReach` bytes are left.
    @inline(__always)
    static func plain(_ cursor: inout ByteCursor) -> Double? {
        let isNegative = cursor[0] == 0x2D
        if isNegative { cursor.advance(1) }
        var mantissa: UInt64 = 0
        let whole = digits(&cursor, &mantissa)
        guard whole > 0 else { return nil }
        guard cursor[0] == 0x2E else {
            return whole <= 15 ? (isNegative ? -Double(mantissa) : Double(mantissa)) : nil
        }
        cursor.advance(1)
        let places = digits(&cursor, &mantissa)
        guard places > 0, whole &+ places <= 19, let magnitude = magnitude(mantissa, -places) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// Goes over up to 24 digits and puts them behind those of the mantissa; more than 19 overflow.
    @inline(__always)
    private static func digits(_ cursor: inout ByteCursor, _ mantissa: inout UInt64) -> Int {
        var total = 0
        while total < 24 {
            let word = cursor.word
            let count = ByteWord.digitCount(word)
            if count == 0 { break }
            mantissa = mantissa &* scale(count) &+ ByteWord.decimal(word, count)
            cursor.advance(count)
            total &+= count
            if count < 8 { break }
        }
        return total
    }

    /// 10 to the power of a count up to 8.
    @inline(__always)
    private static func scale(_ count: Int) -> UInt64 {
        let two: UInt64 = count & 2 == 0 ? 1 : 100
        let four: UInt64 = count & 4 == 0 ? 1 : 10_000
        let one: UInt64 = count & 1 == 0 ? 1 : 10
        return count == 8 ? 100_000_000 : one &* two &* four
    }

    /// Nil where the bytes are no finite decimal number; spaces around it are passed over.
    @inline(__always)
    static func double(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        // Small whole numbers are the most common by far.
        if count <= 8, count > 0 {
            var value = 0
            var index = 0
            while index < count {
                let digit = start[index] &- 0x30
                if digit > 9 { break }
                value = value &* 10 &+ Int(digit)
                index &+= 1
            }
            if index == count { return Double(value) }
        }
        return decimal(start, count)
    }

    @inline(never)
    private static func decimal(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        var index = 0
        var end = count
        while index < end, SpreadsheetText.isSpace(start[index]) { index &+= 1 }
        while end > index, SpreadsheetText.isSpace(start[end &- 1]) { end &-= 1 }
        let first = index
        guard index < end else { return nil }
        let isNegative = start[index] == 0x2D
        if isNegative || start[index] == 0x2B { index &+= 1 }

        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        var sawDigit = false
        var afterPoint = false
        while index < end {
            let byte = start[index]
            let digit = byte &- 0x30
            if digit <= 9 {
                sawDigit = true
                if digits < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa != 0 { digits &+= 1 }
                    if afterPoint { exponent &-= 1 }
                } else {
                    // More digits than fit: only the slow way is exact, unless they are zeros.
                    if digit != 0 { return slow(start + first, end - first) }
                    if !afterPoint { exponent &+= 1 }
                }
            } else if byte == 0x2E, !afterPoint {
                afterPoint = true
            } else {
                break
            }
            index &+= 1
        }
        guard sawDigit else { return nil }
        if index < end {
            guard start[index] | 0x20 == 0x65, index &+ 1 < end else { return nil }
            index &+= 1
            let isDown = start[index] == 0x2D
            if isDown || start[index] == 0x2B { index &+= 1 }
            guard index < end else { return nil }
            var written = 0
            while index < end {
                let digit = start[index] &- 0x30
                guard digit <= 9 else { return nil }
                if written < 100_000 { written = written &* 10 &+ Int(digit) }
                index &+= 1
            }
            exponent &+= isDown ? -written : written
        }
        guard let magnitude = magnitude(mantissa, exponent) ?? slow(start + first, end - first).map(abs) else {
            return nil
        }
        return isNegative ? -magnitude : magnitude
    }

    /// mantissa × 10^exponent, where that can be had exactly rounded without big numbers.
    @inline(__always)
    private static func magnitude(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        // Both are exact as Doubles, so one operation rounds once (Clinger 1990).
        if mantissa <= 1 << 53 {
            if exponent >= 0, exponent <= 22 { return Double(mantissa) * powers[exponent] }
            if exponent >= -22, exponent < 0 { return Double(mantissa) / powers[-exponent] }
        }
        guard mantissa != 0 else { return 0 }
        guard exponent <= 0, exponent >= -27 else { return nil }
        return quotient(mantissa, -exponent)
    }

    /// mantissa ÷ 10^power for powers up to 27, whose 5^power fits in 64 bits: one wide division and one rounding.
    private static func quotient(_ mantissa: UInt64, _ power: Int) -> Double {
        let five = fives[power]
        let mantissaShift = mantissa.leadingZeroBitCount
        let fiveShift = five.leadingZeroBitCount
        let dividend = mantissa << UInt64(mantissaShift)
        let divisor = five << UInt64(fiveShift)
        let isLarge = dividend >= divisor
        let (quotient, remainder) = divisor.dividingFullWidth(
            isLarge ? (dividend >> 1, dividend << 63) : (dividend, 0))
        // value = quotient × 2^scale, and the quotient's top bit is set.
        let scale = (isLarge ? -63 : -64) - mantissaShift + fiveShift - power
        var kept = quotient >> 11
        let rest = quotient & 0x7FF
        if rest > 0x400 || (rest == 0x400 && (remainder != 0 || kept & 1 == 1)) { kept += 1 }
        // A power of two between -150 and 60, put together from its bits: the product is exact.
        return Double(kept) * Double(bitPattern: UInt64(scale + 11 + 1023) << 52)
    }

    private static func slow(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        guard count <= 4096 else { return nil }
        let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
