/// How a number is shown, and by that what it means (ECMA-376 Part 1, clauses 18.8.30 and 18.8.31).
public struct NumberFormat: Sendable, Equatable {
    public enum Kind: UInt8, Sendable {
        case number, text, date, time, dateTime, duration
    }

    /// The code as written, as in `yyyy-mm-dd`; `General` where there is none.
    public let code: String
    public let kind: Kind

    public static let general = NumberFormat(code: "General")

    public init(code: String) {
        self.code = code
        kind = Self.kind(of: code)
    }

    /// A format that is known by its number alone.
    static func builtIn(_ id: Int) -> NumberFormat? {
        if let code = codes[id] { return NumberFormat(code: code) }
        // The numbers that East Asian editions use for dates and times of their own.
        switch id {
        case 27...31, 36, 50...54, 57, 58: return NumberFormat(code: "yyyy/m/d")
        case 32...35, 55, 56: return NumberFormat(code: "h:mm:ss")
        default: return nil
        }
    }

    private static let codes: [Int: String] = [
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "$#,##0_);($#,##0)",
        6: "$#,##0_);[Red]($#,##0)", 7: "$#,##0.00_);($#,##0.00)", 8: "$#,##0.00_);[Red]($#,##0.00)", 9: "0%",
        10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm",
        17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
        37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
        40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    ]

    /// The kind of the first section that is no plain number: literals, escapes, fill and padding characters, colours,
    /// conditions and locales say nothing.
    private static func kind(of code: String) -> Kind {
        var section = Section()
        var bytes = Array(code.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                bytes = bytes.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                bytes = bytes.dropFirst()
            case UInt8(ascii: "["):
                section.bracket(bytes.prefix { $0 != UInt8(ascii: "]") })
                bytes = bytes.drop { $0 != UInt8(ascii: "]") }.dropFirst()
            case UInt8(ascii: ";"):
                if section.kind != .number { return section.kind }
                section = Section()
            default:
                bytes = section.letter(byte, before: bytes)
            }
        }
        return section.kind
    }
}

/// What the letters of one section of a format code have said so far.
private struct Section {
    private var hasDate = false
    private var hasTime = false
    private var hasElapsed = false
    private var hasText = false
    /// An `m` that is a month, unless a second follows.
    private var hasOpenMonth = false
    private var lastWasHour = false

    var kind: NumberFormat.Kind {
        if hasElapsed { return .duration }
        switch (hasDate || hasOpenMonth, hasTime) {
        case (true, true): return .dateTime
        case (true, false): return .date
        case (false, true): return .time
        case (false, false): return hasText ? .text : .number
        }
    }

    /// `[h]`, `[mm]`, `[ss]` count time that has passed; a colour, condition, currency or locale means nothing here.
    mutating func bracket(_ content: ArraySlice<UInt8>) {
        guard let first = content.first.map({ $0 | 0x20 }), content.allSatisfy({ $0 | 0x20 == first }) else { return }
        if first == UInt8(ascii: "h") || first == UInt8(ascii: "m") || first == UInt8(ascii: "s") { hasElapsed = true }
    }

    /// Takes one letter and whatever belongs to it from the rest.
    mutating func letter(_ byte: UInt8, before rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let letter = byte | 0x20
        for word in ["general", "standard", "am/pm", "a/p"] where starts(byte, rest, with: word) {
            if word.contains("/") { hasTime = true }
            return rest.dropFirst(word.utf8.count - 1)
        }
        switch letter {
        case UInt8(ascii: "y"), UInt8(ascii: "d"):
            hasDate = true
            lastWasHour = false
        case UInt8(ascii: "h"):
            hasTime = true
            lastWasHour = true
        case UInt8(ascii: "s"):
            hasTime = true
            hasOpenMonth = false
            lastWasHour = false
        case UInt8(ascii: "m"):
            if hasOpenMonth { hasDate = true }
            if !lastWasHour { hasOpenMonth = true }
            if rest.prefix(2).allSatisfy({ $0 | 0x20 == letter }), rest.count >= 2 { hasDate = true }
            lastWasHour = false
        case UInt8(ascii: "@") | 0x20:
            hasText = true
        default:
            return rest
        }
        return rest.drop { $0 | 0x20 == letter }
    }

    private func starts(_ byte: UInt8, _ rest: ArraySlice<UInt8>, with word: String) -> Bool {
        let letters = Array(word.utf8)
        guard byte | 0x20 == letters[0], rest.count >= letters.count - 1 else { return false }
        return zip(rest, letters.dropFirst()).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }
}
