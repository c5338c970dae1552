import XLSX

@testable import DelimitedText

/// The records of a text as a test looks at them: the row's number, and its fields.
struct Records: Equatable {
    var rows: [[String]] = []
    var numbers: [Int] = []

    init(
        _ text: String, delimiter: DelimitedText.Delimiter? = .comma,
        strayQuotes: DelimitedText.StrayQuotes = .refused, window: Int = 256 << 10
    ) throws {
        try self.init(
            Array(text.utf8), options: .init(delimiter: delimiter, strayQuotes: strayQuotes), window: window)
    }

    init(
        _ bytes: [UInt8], options: DelimitedText.Options = .init(), limits: DelimitedTextLimits = .standard,
        window: Int = 256 << 10
    ) throws {
        var scanner = try DelimitedText(bytes: bytes, options: options, limits: limits).scanner(window: window)
        while try scanner.nextRow() {
            let row = scanner.row
            numbers.append(row.index)
            rows.append((0..<row.count).map { row[$0].string })
        }
    }
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
