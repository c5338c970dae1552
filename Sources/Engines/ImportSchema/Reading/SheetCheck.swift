import Basics
public import XLSX

/// Reads the records of a workbook's first visible sheet and reports what is wrong with them, row by row, in memory that
/// does not grow with the sheet.
public struct SheetCheck<Record: Sendable> {
    public internal(set) var report = CheckReport()
    /// Nil until the header row is found.
    public internal(set) var layout: SheetLayout?
    @usableFromInline let schema: ImportSchema<Record>

    public init(_ schema: ImportSchema<Record>) {
        self.schema = schema
    }

    /// Reads the sheet.
    ///
    /// - Parameters:
    ///   - progress: is told the number of each 1,000th row.
    ///   - receive: gets each row that is not empty: its number, its record, and which schema columns had a problem.
    /// - Throws: `SheetCheckError.noCells` where there is not one cell; `XLSXError`; what `receive` and `progress` throw.
    ///
    /// Inlinable, so that the loop over the rows is made for the record that it fills.
    @inlinable
    public mutating func read(
        _ workbook: Workbook, progress: (Int) throws -> Void = { _ in },
        receive: (Int, consuming Record, RowFaults, SheetLayout, inout CheckReport) throws -> Void
    ) throws {
        guard let sheet = workbook.firstVisibleWorksheet else { throw SheetCheckError.noWorksheet }
        try read(WorkbookRows(workbook: workbook, sheet: sheet), progress: progress, receive: receive)
    }

    /// As above, for rows that may come from elsewhere than a workbook.
    @inlinable
    public mutating func read(
        _ rows: some TableRows, progress: (Int) throws -> Void = { _ in },
        receive: (Int, consuming Record, RowFaults, SheetLayout, inout CheckReport) throws -> Void
    ) throws {
        // Not by way of `self`, of which the closure would make a copy for each row.
        let schema = schema
        var layout: SheetLayout?
        var report = CheckReport()
        try rows.readRows { row in
            guard let known = layout else {
                layout = try schema.header(row, of: rows.name, report: &report)
                return true
            }
            var record = schema.emptyRecord
            var faults = RowFaults()
            if schema.fill(&record, &faults, from: row, layout: known, report: &report) {
                report.addRow()
                if report.rows % 1000 == 0 { try progress(report.rows) }
                try receive(row.index, record, faults, known, &report)
            }
            return true
        }
        guard layout != nil else { throw SheetCheckError.noCells(sheet: rows.name) }
        take(layout, report)
    }

    @usableFromInline
    mutating func take(_ layout: SheetLayout?, _ report: CheckReport) {
        self.layout = layout
        self.report = report
    }

    /// Lets rules that need the whole sheet add what they found, and puts the problems in order.
    public mutating func finish(_ rules: (SheetLayout, inout CheckReport) throws -> Void) rethrows -> CheckReport {
        if let layout { try rules(layout, &report) }
        report.sort()
        return report
    }

}

extension ImportSchema {
    /// The first row with a cell that is not empty is the header.
    @usableFromInline
    func header(
        _ row: borrowing SheetRow, of sheet: String, report: inout CheckReport
    ) throws -> SheetLayout? {
        var isEmpty = true
        for position in 0..<row.count where !CellInput(row[position]).isEmpty { isEmpty = false }
        guard !isEmpty else { return nil }
        let layout = SheetLayout(header: row, of: sheet, schema: self)
        for problem in layout.problems { report.add(problem) }
        if !layout.unknownHeaders.isEmpty {
            let names = layout.unknownHeaders.prefix(20).map { "\"\($0.prefix(100))\"" }.joined(separator: ", ")
            report.warn("These columns are not known and were left alone: \(names).")
        }
        return layout
    }

    /// Reads a row into an empty record; false where every used column of the row is empty.
    @inlinable
    func fill(
        _ record: inout Record, _ faults: inout RowFaults, from row: borrowing SheetRow, layout: SheetLayout,
        report: inout CheckReport
    ) -> Bool {
        var filled: UInt64 = 0
        for position in 0..<row.count {
            let column = row[position].column
            guard column < layout.columns.count else { break }
            let index = layout.columns[column]
            guard index >= 0 else { continue }
            if fill(&record, &faults, from: row[position], row: row.index, index, layout, &report) {
                filled |= 1 << UInt64(truncatingIfNeeded: index)
            }
        }
        if filled == 0 { return false }
        if needed & ~filled != 0 { reportMissing(needed & ~filled, &faults, row: row.index, layout, &report) }
        return true
    }

    /// Reports the columns of these bits that the sheet has and the row leaves empty.
    @usableFromInline
    func reportMissing(
        _ missing: UInt64, _ faults: inout RowFaults, row: Int, _ layout: SheetLayout, _ report: inout CheckReport
    ) {
        for index in columns.indices where missing & (1 << UInt64(index)) != 0 && layout.has(index) {
            faults.insert(index)
            report.add(
                layout.problem(
                    row: row, column: index, value: "",
                    CellProblem("cell.missing", "\(layout.header(of: index)) is missing. Write it into this cell.")))
        }
    }

    /// Reads a cell of one of the columns; false where it is empty.
    @inlinable
    @inline(__always)
    func fill(
        _ record: inout Record, _ faults: inout RowFaults, from cell: borrowing SheetCell, row: Int, _ index: Int,
        _ layout: SheetLayout, _ report: inout CheckReport
    ) -> Bool {
        let isFormula = cell.isFormulaWithoutValue
        let input = CellInput(cell)
        if !isFormula, input.isEmpty { return false }
        do throws(CellProblem) {
            if isFormula { throw CellProblem.formulaWithoutValue }
            if input.kind == .error { throw CellProblem.errorValue(input.text) }
            try columns[index].read(input, &record)
        } catch {
            faults.insert(index)
            report.add(layout.problem(row: row, column: index, value: input.text, error))
        }
        return true
    }
}

extension SheetLayout {
    @usableFromInline
    func problem(row: Int, column: Int, value: String, _ problem: CellProblem) -> RowProblem {
        RowProblem(
            sheet: sheet, cell: cell(row: row, column: column), column: header(of: column), value: value,
            code: problem.code, message: problem.message)
    }
}

/// Which schema columns of a row had a problem.
public struct RowFaults: Sendable {
    private var bits: UInt64 = 0

    @usableFromInline
    init() {}

    public var isEmpty: Bool { bits == 0 }

    public func contains(_ column: Int) -> Bool { bits & (1 << UInt64(column)) != 0 }

    @usableFromInline
    mutating func insert(_ column: Int) { bits |= 1 << UInt64(column) }
}

extension CellProblem {
    @usableFromInline static let formulaWithoutValue = CellProblem(
        "cell.formula-without-value",
        "The formula has no stored value. Open the workbook in a spreadsheet program, let it calculate, and save it.")

    @usableFromInline
    static func errorValue(_ code: String) -> CellProblem {
        CellProblem(
            "cell.error-value", "The cell holds the error \(code). Correct its formula, or write the value itself.")
    }
}

extension Workbook {
    /// The first worksheet whose tab is shown; chart sheets are passed over.
    public var firstVisibleWorksheet: Sheet? {
        sheets.first { $0.state == .visible && $0.kind == .worksheet }
    }
}
