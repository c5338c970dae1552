import Basics
public import XLSX

/// A cell on its way into a record: its value, and the ways in which rules look at it.
public struct CellInput: Sendable {
    public let value: CellValue
    /// The text of a text cell, trimmed; a whole number's digits; other numbers shortest; `TRUE` and `FALSE`.
    public let text: String

    /// `numeral` is how the workbook writes a number; a plain whole one is shown as it stands, for of more than 15
    /// digits the number itself may have lost the last.
    init(value: CellValue, numeral: String = "") {
        self.value = value
        text =
            switch value {
            case .blank: ""
            case .text(let text): text.trimmed
            case .number(let number): CellInput.isPlain(numeral) ? numeral : CellInput.digits(of: number)
            case .boolean(let value): value ? "TRUE" : "FALSE"
            case .error(let code): code
            case .date(let date): date.description
            case .time(let time): time.description
            case .duration(let seconds): CellInput.digits(of: seconds)
            }
    }

    init(_ cell: borrowing SheetCell) {
        self.init(value: cell.value, numeral: cell.kind == .number ? cell.numeral : "")
    }

    public var isNumber: Bool {
        if case .number = value { true } else { false }
    }

    /// A date, a time of day or a duration: what spreadsheet programs like to make of `1-2` and `10:30`.
    public var isDateOrTime: Bool {
        switch value {
        case .date, .time, .duration: true
        default: false
        }
    }

    /// Whether the number has more digits than a spreadsheet keeps exactly (15).
    public var exceedsExactDigits: Bool {
        guard case .number(let number) = value else { return false }
        return number.magnitude >= 1e15
    }

    /// Yes or no in the words that people use; nil for anything else.
    public var flag: Bool? {
        switch value {
        case .boolean(let value): value
        case .number(1): true
        case .number(0): false
        case .text: text.utf8.count <= 12 ? CellInput.flags[text.lowercased()] : nil
        default: nil
        }
    }

    private static let flags = [
        "yes": true, "no": false, "true": true, "false": false, "1": true, "0": false, "да": true, "нет": false,
    ]

    /// Up to 18 digits that no zero leads, perhaps negative.
    private static func isPlain(_ numeral: String) -> Bool {
        let digits = numeral.utf8.drop { $0 == UInt8(ascii: "-") }
        return (1...18).contains(digits.count) && numeral.utf8.count - digits.count <= 1
            && digits.first != UInt8(ascii: "0") && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func digits(of number: Double) -> String {
        number.magnitude < 1e18 && number == number.rounded(.towardZero) ? String(Int64(number)) : String(number)
    }
}
