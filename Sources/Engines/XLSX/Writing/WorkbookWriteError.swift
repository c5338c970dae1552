public import Zip

/// Why a workbook could not be written; every case says where.
public enum WorkbookWriteError: Error, Sendable, Equatable {
    /// A sheet's name breaks a rule of spreadsheet programs, or is used twice; `rule` says which.
    case sheetName(String, rule: String)
    /// More than the 1,048,576 rows of a sheet.
    case tooManyRows(sheet: String)
    /// More than the 16,384 columns of a sheet.
    case tooManyColumns(sheet: String, row: Int, found: Int)
    /// More than the 32,767 UTF-16 units of a cell.
    case textTooLong(sheet: String, cell: String, found: Int)
    /// Infinity or not a number, for which workbooks have no form.
    case numberNotFinite(sheet: String, cell: String)
    /// A list of choices that is empty, holds a comma or quote, or is longer than 255 characters together.
    case choices(sheet: String, column: Int)
    /// More than the 65,530 links of a sheet.
    case tooManyLinks(sheet: String)
    /// A call came in the wrong order; `what` says which.
    case misuse(String)
    /// The file could not be written, for want of space for instance.
    case archive(ZipWriteError)

    /// Whether the disk or a quota is full.
    public var isDiskFull: Bool {
        if case .archive(.diskFull) = self { true } else { false }
    }
}

extension WorkbookWriteError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .sheetName(let name, let rule):
            "A sheet cannot be called '\(name)': \(rule)."
        case .tooManyRows(let sheet):
            "The sheet '\(sheet)' is full: a sheet has at most \(SheetLimits.rows) rows. Write the rest to another "
                + "sheet."
        case .tooManyColumns(let sheet, let row, let found):
            "Row \(row) of '\(sheet)' has \(found) cells; a sheet has at most \(SheetLimits.columns) columns."
        case .textTooLong(let sheet, let cell, let found):
            "The text of \(cell) in '\(sheet)' has \(found) characters; a cell holds at most \(SheetLimits.text)."
        case .numberNotFinite(let sheet, let cell):
            "The number of \(cell) in '\(sheet)' is infinite or undefined; leave the cell blank instead."
        case .choices(let sheet, let column):
            "The choices of column \(column + 1) of '\(sheet)' must be 1 to 255 characters together, without commas "
                + "and quotes."
        case .tooManyLinks(let sheet):
            "The sheet '\(sheet)' has more than \(SheetLimits.links) links."
        case .misuse(let what):
            "The workbook was written in the wrong order: \(what)."
        case .archive(let error):
            error.description
        }
    }
}
