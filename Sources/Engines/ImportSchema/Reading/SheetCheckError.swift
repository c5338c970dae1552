/// Why a workbook cannot be checked at all.
public enum SheetCheckError: Error, Sendable, Equatable {
    /// No worksheet is shown.
    case noWorksheet
    case noCells(sheet: String)
}

extension SheetCheckError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noWorksheet: "The workbook has no visible worksheet. Show the sheet with the data and save it again."
        case .noCells(let sheet):
            "The sheet \"\(sheet)\" has no cells at all. Put the header row and the data on the first visible sheet."
        }
    }
}
