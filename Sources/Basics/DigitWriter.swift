/// Writes digits into memory that has room for them, the other way of `DigitReader`.
struct DigitWriter {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes are written.
    private(set) var count = 0

    init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        self.memory = memory
    }

    /// Writes the last digits of a number that is not negative, zeros before it, and a sign of ASCII behind it. The memory
    /// must have room for one more than the digits.
    mutating func write(_ number: Int64, digits: Int, then sign: Unicode.Scalar) {
        precondition(count + digits < memory.count)
        var rest = number
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            memory[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        memory[count + digits] = UInt8(ascii: sign)
        count += digits + 1
    }
}
