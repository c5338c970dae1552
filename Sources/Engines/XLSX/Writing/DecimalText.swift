/// Writes numbers in decimal digits that read back as the same Double, without allocating.
///
/// The digits are exact integers: a number times a power of ten fits into 128 bits wherever it is neither tiny nor huge.
/// Fifteen digits are tried first, then sixteen; seventeen always suffice (IEEE 754).
enum DecimalText {
    /// The most bytes that `put` writes.
    static let maximumBytes = 32

    /// Puts a finite number.
    @inline(__always)
    static func put(_ number: Double, to cursor: inout XMLCursor) {
        // Prices and the like: whole when taken a hundred times. The quotient is the double nearest to those digits.
        let hundredfold = (number * 100).rounded()
        if hundredfold.magnitude < 0x1p53, hundredfold / 100 == number, number != 0 {
            put(UInt64(hundredfold.magnitude), decimals: 2, isNegative: number < 0, to: &cursor)
        } else {
            putAny(number, to: &cursor)
        }
    }

    @inline(never)
    private static func putAny(_ number: Double, to cursor: inout XMLCursor) {
        let size = number.magnitude
        guard size >= 1e-5, size < 1e15 else {
            var text = number.description
            text.withUTF8 { for byte in $0.prefix(maximumBytes) { cursor.putByte(byte) } }
            return
        }
        // Digits before the point; below 1, less the zeros behind it.
        var before = 1
        while before < 15, size >= powers[before] { before += 1 }
        if size < 1 { before = size >= 0.1 ? 0 : size >= 0.01 ? -1 : size >= 0.001 ? -2 : size >= 0.0001 ? -3 : -4 }
        let decimals = 17 - before
        // size = significand / 2^shift, exactly.
        let shift = 52 - Int(size.exponent)
        let significand = UInt64(size.significandBitPattern | 1 << 52)
        let product = UInt128(significand) * wholePower(decimals)
        // A number below 1e15 has a shift of three at least.
        let digits = UInt64(truncatingIfNeeded: (product + (1 << (shift - 1))) >> shift)
        // Fifteen digits are no more than 2^53, and sixteen may be: only then is the quotient the nearest double.
        for dropped in stride(from: 2, through: 1, by: -1) {
            let divisor: UInt64 = dropped == 2 ? 100 : 10
            let shorter = (digits + divisor / 2) / divisor
            guard shorter <= 1 << 53, Double(shorter) / powers[decimals - dropped] == size else { continue }
            return put(shorter, decimals: decimals - dropped, isNegative: number < 0, to: &cursor)
        }
        put(digits, decimals: decimals, isNegative: number < 0, to: &cursor)
    }

    /// Puts `digits` divided by a power of ten, without zeros at the end.
    private static func put(_ digits: UInt64, decimals: Int, isNegative: Bool, to cursor: inout XMLCursor) {
        var digits = digits
        var decimals = decimals
        while decimals > 0, digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
        if isNegative { cursor.putByte(0x2D) }
        guard decimals > 0 else { return cursor.put(Int(digits)) }
        let start = cursor.place
        // From the last digit to the first, with the point in its place, and a zero before it.
        var length = 0
        var rest = digits
        var width = 1
        while width < 20, rest >= 10 {
            rest /= 10
            width += 1
        }
        length = max(width, decimals + 1) + 1
        var place = length - 1
        var left = digits
        var done = 0
        while place >= 0 {
            if done == decimals {
                start[place] = 0x2E
                place -= 1
            }
            start[place] = 0x30 &+ UInt8(truncatingIfNeeded: left % 10)
            left /= 10
            done += 1
            place -= 1
        }
        cursor.place = start + length
    }

    private static func wholePower(_ exponent: Int) -> UInt128 {
        exponent <= 19
            ? UInt128(wholePowers[exponent]) : UInt128(wholePowers[19]) * UInt128(wholePowers[exponent - 19])
    }

    private static let wholePowers: [UInt64] = (0...19).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    /// Exact, all of them.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}

extension XMLCursor {
    @inline(__always)
    mutating func putByte(_ byte: UInt8) {
        place.pointee = byte
        place += 1
    }
}
