/// A type that a cell's value can be read as.
public protocol SheetValue {
    /// What is expected, in words: `a whole number`.
    static var expectation: String { get }

    /// The value of a cell that is not blank; nil where it is none of this type.
    init?(_ cell: borrowing SheetCell)
}

extension String: SheetValue {
    public static var expectation: String { "a text" }

    /// A text as it is; a number, date or time in its usual form; TRUE and FALSE.
    public init?(_ cell: borrowing SheetCell) {
        switch cell.value {
        case .text(let text): self = text
        case .number(let number):
            self = number.magnitude < 0x1p53 && number == number.rounded() ? String(Int(number)) : String(number)
        case .boolean(let value): self = value ? "TRUE" : "FALSE"
        case .date(let date): self = date.description
        case .time(let time): self = time.description
        case .duration(let seconds): self = String(seconds)
        case .blank, .error: return nil
        }
    }
}

extension Double: SheetValue {
    public static var expectation: String { "a number" }

    /// A number, or a text that is one and finite, with a point.
    public init?(_ cell: borrowing SheetCell) {
        switch cell.kind {
        case .number: self = cell.number
        case .text:
            guard let number = Double(cell.string), number.isFinite else { return nil }
            self = number
        default: return nil
        }
    }
}

extension Int: SheetValue {
    public static var expectation: String { "a whole number" }

    /// A whole number, or the digits of one as text.
    public init?(_ cell: borrowing SheetCell) {
        switch cell.kind {
        case .number:
            guard let number = Int(exactly: cell.number) else { return nil }
            self = number
        case .text:
            guard let number = Int(cell.string) else { return nil }
            self = number
        default: return nil
        }
    }
}

extension Bool: SheetValue {
    public static var expectation: String { "TRUE or FALSE" }

    /// A boolean, or its English word as text.
    public init?(_ cell: borrowing SheetCell) {
        switch cell.kind {
        case .boolean: self = cell.boolean
        case .text:
            guard let value = Bool(cell.string.lowercased()) else { return nil }
            self = value
        default: return nil
        }
    }
}

extension CivilDateTime: SheetValue {
    public static var expectation: String { "a date" }

    /// A cell that its format shows as a date, or a text such as `2026-02-28` or `2026-02-28T12:30:00`.
    public init?(_ cell: borrowing SheetCell) {
        switch cell.kind {
        case .date:
            guard let date = cell.date else { return nil }
            self = date
        case .text:
            guard let date = CivilDateTime(isoText: cell.string) else { return nil }
            self = date
        default: return nil
        }
    }

    private init?(isoText text: String) {
        let halves = text.split(separator: "T", maxSplits: 1)
        let day = halves.first?.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) } ?? []
        guard day.count == 3, let year = day[0], let month = day[1], let number = day[2], year >= 1, year <= 9999,
            (1...12).contains(month), number >= 1
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        guard number <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] else { return nil }
        guard halves.count == 2 else {
            self.init(year: year, month: month, day: number)
            return
        }
        let clock = halves[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard clock.count == 2 || clock.count == 3, let hour = clock[0], let minute = clock[1],
            let second = clock.count == 3 ? clock[2] : 0, (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<60).contains(second)
        else { return nil }
        self.init(
            year: year, month: month, day: number,
            time: ClockTime(milliseconds: ((hour * 60 + minute) * 60 + second) * 1000))
    }
}
