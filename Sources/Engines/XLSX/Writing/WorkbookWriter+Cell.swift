extension WorkbookWriter {
    /// The content of a cell. There are no formulas: text is text, whatever it begins with.
    public enum Cell: Sendable, Equatable {
        case blank
        case text(String)
        case integer(Int)
        /// Finite; dates are numbers with a format for dates.
        case number(Double)
        case boolean(Bool)
        /// Content in a style of its own.
        indirect case styled(Cell, Style)
        /// Content that leads to another cell of the same workbook when clicked.
        indirect case linked(Cell, to: Target)
    }

    /// A cell of the same workbook: row from 1, column from 0.
    public struct Target: Sendable, Equatable {
        public var sheet: String
        public var row: Int
        public var column: Int

        public init(sheet: String, row: Int, column: Int) {
            self.sheet = sheet
            self.row = row
            self.column = column
        }
    }

    /// How a cell looks.
    public struct Style: Sendable, Hashable {
        public var bold: Bool
        public var format: NumberFormat
        public var wraps: Bool

        public init(bold: Bool = false, format: NumberFormat = .general, wraps: Bool = false) {
            self.bold = bold
            self.format = format
            self.wraps = wraps
        }

        public static let plain = Style()
        public static let header = Style(bold: true)
        public static let text = Style(format: .text)
    }

    /// How numbers are shown (ECMA-376 part 1, 18.8.30).
    public enum NumberFormat: Sendable, Hashable {
        case general
        /// What is typed stays as typed: for keys, telephone numbers and whatever has leading zeros.
        case text
        /// A format code such as `yyyy-mm-dd`.
        case custom(String)
    }
}

extension WorkbookWriter.Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
