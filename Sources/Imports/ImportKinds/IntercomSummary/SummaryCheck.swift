public import Access
public import ImportSchema
public import XLSX

/// What a summary workbook says, and what is wrong with it.
public struct SummaryCheck: Sendable {
    public let report: CheckReport
    /// Only of use where the report is clean.
    public let roster: Roster

    /// Reads the whole workbook.
    ///
    /// - Parameters:
    ///   - range: the panel's apartment numbers; nil where apartments have labels.
    ///   - progress: is told how many rows are read, every 1,000.
    public init(
        _ workbook: Workbook, range: UnitRange?, progress: (Int) throws -> Void = { _ in }
    ) throws {
        var check = SheetCheck(summarySchema(range: range))
        let gathering = RosterGathering()
        try check.read(workbook, progress: progress) { row, record, faults, layout, _ in
            gathering.add(record, row: row, faults: faults, layout: layout)
        }
        var roster = Roster()
        report = check.finish { layout, report in roster = gathering.finish(layout, &report) }
        self.roster = roster
    }
}
