import Basics
public import XLSX

/// A cell on its way into a record: its value, and the ways in which rules look at it; gone with its row.
///
/// Texts are made when they are asked for: most cells of most columns are judged by their bytes.
public struct CellInput: ~Copyable {
    public let kind: SheetCell.Kind
    private let number: Double
    /// The bytes of a text without ASCII white space around them, of an error value, or of a number as it is written.
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Whether there may be white space outside ASCII around the text.
    private let mayHaveSpaces: Bool
    /// A date, a time or a duration.
    private let moment: CellValue

    @usableFromInline
    init(_ cell: borrowing SheetCell) {
        kind = cell.kind
        number = cell.number
        let bytes = cell.kind == .text ? CellInput.withoutSpaces(cell.utf8) : cell.utf8
        self.bytes = bytes
        mayHaveSpaces = cell.kind == .text && !bytes.isEmpty && (bytes[0] >= 0x80 || bytes[bytes.count - 1] >= 0x80)
        moment =
            switch cell.kind {
            case .date, .time, .duration: cell.value
            default: .blank
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

    /// The bytes of a text cell that has neither white space around it nor characters outside ASCII at its ends; valid in
    /// the body alone.
    public func withText<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value? {
        kind == .text && !mayHaveSpaces ? body(bytes) : nil
    }

    /// Whether there is no text at all.
    public var isEmpty: Bool {
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
        case .text where !mayHaveSpaces && bytes.count <= 5:
            // The word in lower case, its bytes put together.
            var word: UInt64 = 0
            for byte in bytes {
                let isCapital = byte &- 0x41 < 26
                word = word << 8 | UInt64(isCapital ? byte | 0x20 : byte)
            }
            switch word {
            case 0x79_6573, 0x7472_7565, 0x31: return true
            case 0x6E6F, 0x66_616C_7365, 0x30: return false
            default: return nil
            }
        case .text:
            let text = text
            return text.utf8.count <= 12 ? CellInput.flags[text.lowercased()] : nil
        default: return nil
        }
    }

    private static let flags = [
        "yes": true, "no": false, "true": true, "false": false, "1": true, "0": false, "да": true, "нет": false,
    ]

    /// Whether a number is written in up to 18 digits that no zero leads, perhaps negative.
    private static func isPlain(_ numeral: UnsafeBufferPointer<UInt8>) -> Bool {
        let digits = numeral.first == UInt8(ascii: "-") ? numeral.dropFirst() : numeral[...]
        return (1...18).contains(digits.count) && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func withoutSpaces(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
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
