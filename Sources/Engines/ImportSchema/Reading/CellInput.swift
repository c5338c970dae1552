import Basics
public import XLSX

/// A cell on its way into a record: its value, and the ways in which rules look at it.
public struct CellInput: Sendable {
    public let value: CellValue
    /// The text of a text cell, trimmed; a whole number's digits; other numbers shortest; `TRUE` and `FALSE`.
    public let text: String

    init(value: CellValue) {
        self.value = value
        text =
            switch value {
            case .blank: ""
            case .text(let text): text.trimmed
            case .number(let number): CellInput.digits(of: number)
            case .boolean(let value): value ? "TRUE" : "FALSE"
            case .error(let code): code
            case .date(let date): date.description
            case .time(let time): time.description
            case .duration(let seconds): CellInput.digits(of: seconds)
            }
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

    private static func digits(of number: Double) -> String {
        number.magnitude < 1e18 && number == number.rounded(.towardZero) ? String(Int64(number)) : String(number)
    }
}
