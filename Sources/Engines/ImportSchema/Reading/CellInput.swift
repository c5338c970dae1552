public import Basics
public import XLSX

/// A cell on its way into a record: its value, and the ways in which rules look at it; gone with its row.
///
/// Texts are made when they are asked for: most cells of most columns are judged by their bytes.
public struct CellInput: ~Copyable {
    public let kind: SheetCell.Kind
    /// The index of its cell format in the workbook.
    public let style: Int
    @usableFromInline let number: Double
    /// The bytes of a text without ASCII white space around them, of an error value, or of a number as it is written.
    @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
    /// Whether there may be white space outside ASCII around the text.
    @usableFromInline let mayHaveSpaces: Bool
    @usableFromInline let is1904: Bool

    @inlinable
    init(_ cell: borrowing SheetCell) {
        kind = cell.kind
        style = cell.style
        number = cell.number
        is1904 = cell.is1904
        let bytes = cell.utf8
        guard cell.kind == .text, let first = bytes.first, let last = bytes.last else {
            self.bytes = bytes
            mayHaveSpaces = false
            return
        }
        // Nearly all texts begin and end with a plain character.
        if first &- 0x21 < 0x5F, last &- 0x21 < 0x5F {
            self.bytes = bytes
            mayHaveSpaces = false
        } else {
            let bytes = CellInput.withoutSpaces(bytes)
            self.bytes = bytes
            mayHaveSpaces = !bytes.isEmpty && (bytes[0] >= 0x80 || bytes[bytes.count - 1] >= 0x80)
        }
    }

    /// A date, a time or a duration; blank for other kinds, and a number where the number stands for none of them.
    private var moment: CellValue {
        switch kind {
        case .date, .time, .duration: SheetCell.moment(kind, number, is1904: is1904)
        case .blank, .number, .text, .boolean, .error: .blank
        }
    }

    /// The text of a text cell, trimmed; a whole number's digits; other numbers shortest; `TRUE` and `FALSE`.
    ///
    /// A plain whole number is shown as it is written, for of more than 15 digits the number itself may have lost the
    /// last.
    public var text: String {
        switch kind {
        case .blank: ""
        case .text:
            mayHaveSpaces ? String(decoding: bytes, as: UTF8.self).trimmed : String(decoding: bytes, as: UTF8.self)
        case .number:
            CellInput.isPlain(bytes) ? String(decoding: bytes, as: UTF8.self) : CellInput.digits(of: number)
        case .boolean: number != 0 ? "TRUE" : "FALSE"
        case .error: String(decoding: bytes, as: UTF8.self)
        case .date, .time, .duration:
            switch moment {
            case .date(let date): date.description
            case .time(let time): time.description
            case .duration(let seconds): CellInput.digits(of: seconds)
            case .number(let number): CellInput.digits(of: number)
            default: ""
            }
        }
    }

    /// The digits of a number as they are stored, as in `12.50` or `1E+21`; empty for other kinds.
    public var numeral: String { kind == .number ? String(decoding: bytes, as: UTF8.self) : "" }

    /// The day of a date; nil for other kinds, and for a number that stands for none.
    public var day: CivilDate? {
        guard case .date(let date) = moment else { return nil }
        return CivilDate(year: date.year, month: date.month, day: date.day)
    }

    /// Whether it is a text of printable ASCII alone, without white space around it, and no longer than this.
    public func isPlainText(ofAtMost length: Int) -> Bool {
        kind == .text && bytes.count <= length && bytes.allSatisfy { $0 &- 0x20 < 0x5F }
    }

    /// The bytes of a text cell that has neither white space around it nor characters outside ASCII at its ends; valid in
    /// the body alone.
    public func withText<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value? {
        kind == .text && !mayHaveSpaces ? body(bytes) : nil
    }

    /// Whether there is no text at all.
    @inlinable public var isEmpty: Bool {
        switch kind {
        case .blank: true
        case .text: bytes.isEmpty || (mayHaveSpaces && text.isEmpty)
        default: false
        }
    }

    public var isNumber: Bool {
        if case .number = moment { return true }
        return kind == .number
    }

    /// A date, a time of day or a duration: what spreadsheet programs like to make of `1-2` and `10:30`.
    public var isDateOrTime: Bool {
        switch moment {
        case .date, .time, .duration: true
        default: false
        }
    }

    /// Whether the number has more digits than a spreadsheet keeps exactly (15).
    public var exceedsExactDigits: Bool { isNumber && number.magnitude >= 1e15 }

    /// Yes or no in the words that people use; nil for anything else.
    public var flag: Bool? {
        switch kind {
        case .boolean: return number != 0
        case .number: return number == 1 ? true : number == 0 ? false : nil
        case .text where !mayHaveSpaces && bytes.count <= 5: return plainFlag
        case .text:
            let text = text
            return text.utf8.count <= 12 ? CellInput.flags[text.lowercased()] : nil
        default: return nil
        }
    }

    /// The same for a text of at most five bytes.
    private var plainFlag: Bool? {
        switch bytes.count {
        case 1: bytes[0] == 0x31 ? true : bytes[0] == 0x30 ? false : nil
        case 2: letter(0) == 0x6E && letter(1) == 0x6F ? false : nil
        case 3: letter(0) == 0x79 && letter(1) == 0x65 && letter(2) == 0x73 ? true : nil
        case 4: letter(0) == 0x74 && letter(1) == 0x72 && letter(2) == 0x75 && letter(3) == 0x65 ? true : nil
        case 5:
            letter(0) == 0x66 && letter(1) == 0x61 && letter(2) == 0x6C && letter(3) == 0x73 && letter(4) == 0x65
                ? false : nil
        default: nil
        }
    }

    /// A byte in lower case, if it is a letter.
    private func letter(_ place: Int) -> UInt8 { bytes[place] | 0x20 }

    private static let flags = [
        "yes": true, "no": false, "true": true, "false": false, "1": true, "0": false, "да": true, "нет": false,
    ]

    /// Whether a number is written in up to 18 digits that no zero leads, perhaps negative.
    private static func isPlain(_ numeral: UnsafeBufferPointer<UInt8>) -> Bool {
        let digits = numeral.first == UInt8(ascii: "-") ? numeral.dropFirst() : numeral[...]
        return (1...18).contains(digits.count) && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    @usableFromInline
    static func withoutSpaces(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func digits(of number: Double) -> String {
        number.magnitude < 1e18 && number == number.rounded(.towardZero) ? String(Int64(number)) : String(number)
    }
}
