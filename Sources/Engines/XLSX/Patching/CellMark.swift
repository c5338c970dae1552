/// A cell to be marked, and why.
public struct CellMark: Sendable, Equatable {
    /// The name of the sheet.
    public var sheet: String
    /// From 1.
    public var row: Int
    /// From 0.
    public var column: Int
    /// What the column is called in the list of marks.
    public var columnTitle: String
    /// The content as the list of marks shows it.
    public var value: String
    /// What is wrong, and what to do; the text of the note.
    public var reason: String

    public init(sheet: String, row: Int, column: Int, columnTitle: String, value: String, reason: String) {
        self.sheet = sheet
        self.row = row
        self.column = column
        self.columnTitle = columnTitle
        self.value = value
        self.reason = reason
    }
}

/// How marks look, and how they are known again.
public struct MarkingOptions: Sendable {
    /// The author of our notes, and the first word of their lines. Marks of another author stay what they are.
    public var author = "Gatehouse"
    /// The colour of marked cells: eight hexadecimal digits, alpha first.
    public var fill = "FFFFC7CE"
    /// The name of the sheet that lists the marks; a number is added where another sheet has it.
    public var sheetTitle = "Errors"
    /// The first row of that sheet: sheet, cell, column, value and reason.
    public var headers = ["Sheet", "Cell", "Column", "Value", "Reason"]
    /// So many cells are marked and listed at most.
    public var maximumMarks = 10_000
    /// The last row of the list where there are more.
    public var more: @Sendable (Int) -> String = { "… and \($0) more" }

    public init() {}
}

/// Why a workbook could not be marked.
public enum MarkingError: Error, Sendable, Equatable {
    /// The original cannot be read, or has no such sheet.
    case reading(XLSXError)
    /// The copy could not be written.
    case writing(WorkbookWriteError)
    /// A mark lies outside the 1,048,576 rows and 16,384 columns of a sheet.
    case outsideSheet(sheet: String, row: Int, column: Int)
    /// The options contradict a rule of workbooks; `what` says which.
    case options(String)

    /// Whether the disk or a quota is full.
    public var isDiskFull: Bool {
        if case .writing(let error) = self { error.isDiskFull } else { false }
    }
}

extension MarkingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .reading(let error): error.description
        case .writing(let error): error.description
        case .outsideSheet(let sheet, let row, let column):
            "There is no row \(row), column \(column + 1) in '\(sheet)': a sheet has \(SheetLimits.rows) rows and "
                + "\(SheetLimits.columns) columns."
        case .options(let what): "The cells cannot be marked: \(what)."
        }
    }
}
