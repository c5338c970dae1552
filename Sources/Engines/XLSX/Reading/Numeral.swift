import Glibc

/// Reads decimal numerals as the nearest Double, as `xsd:double` writes them.
enum Numeral {
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

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
    private static func magnitude(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        if mantissa == 0 { return 0 }
        // Both are exact as Doubles, so one operation rounds once (Clinger 1990).
        if mantissa <= 1 << 53 {
            if exponent >= 0, exponent <= 22 { return Double(mantissa) * powers[exponent] }
            if exponent < 0, exponent >= -22 { return Double(mantissa) / powers[-exponent] }
        }
        guard exponent <= 0, exponent >= -27 else { return nil }
        return quotient(mantissa, -exponent)
    }

    /// mantissa ÷ 10^power for powers up to 27, whose 5^power fits in 64 bits: one wide division and one rounding.
    private static func quotient(_ mantissa: UInt64, _ power: Int) -> Double {
        var five: UInt64 = 1
        for _ in 0..<power { five &*= 5 }
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
        return scalbn(Double(kept), Int32(scale + 11))
    }

    private static func slow(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        guard count <= 4096 else { return nil }
        let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
