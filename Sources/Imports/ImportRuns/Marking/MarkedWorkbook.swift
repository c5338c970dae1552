public import ImportSchema
public import XLSX

/// Turns the problems of a check into marks on a copy of the workbook.
public struct MarkedWorkbook {
    private let report: CheckReport

    public init(_ report: CheckReport) {
        self.report = report
    }

    /// Everything else in the workbook stays as it is.
    public func write(copyOf source: String, to destination: String, limits: XLSXLimits = .standard) throws {
        let marks = report.problems.map { problem in
            CellMark(
                sheet: problem.sheet, row: problem.cell.row, column: problem.cell.column,
                columnTitle: problem.column, value: problem.value, reason: problem.message)
        }
        try markCells(in: source, to: destination, marks: marks, totalCount: report.problemCount, limits: limits)
    }
}
