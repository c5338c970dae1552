public import Access
import Identity
import ImportSchema
import XLSX

/// Writes summary workbooks: a panel's present state, and the template for a first one.
public enum SummaryWorkbook {
    static let sheet = "Summary"

    /// The roster as a workbook that can be uploaded as it is and changes nothing.
    public static func write(_ roster: Roster, range: UnitRange?, to path: String) throws {
        let writer = try start(path)
        for row in SummaryRows(roster) { try writer.append(cells(of: row, range: range)) }
        try writer.finish()
    }

    /// The headers, one example row, and a choice of yes and no for the settings.
    public static func writeTemplate(range: UnitRange?, to path: String) throws {
        let example = SummaryRow(
            apartment: range.map { String($0.from) } ?? "A-1", key: KeyCode("04A2B3C4D5"),
            login: Login("anna@example.com"), name: "Anna Example", landline: "101", sip: "101",
            flags: TenantFlags(live: true, archive: false, openByApp: true))
        let writer = try start(path)
        try writer.append(cells(of: example, range: range))
        try writer.finish()
    }

    private static func start(_ path: String) throws -> WorkbookWriter {
        let writer = try WorkbookWriter(path: path)
        let columns = SummaryColumn.allCases.map { column in
            switch column {
            case .apartment: WorkbookWriter.Column(width: 12)
            case .key: WorkbookWriter.Column(width: 18, format: .text)
            case .user, .name: WorkbookWriter.Column(width: 28, format: .text)
            case .landline, .sip: WorkbookWriter.Column(width: 12, format: .text)
            default: WorkbookWriter.Column(width: 14, choices: ["yes", "no"])
            }
        }
        try writer.startSheet(sheet, .init(columns: columns, frozenRows: 1))
        try writer.append(summarySchema(range: nil).columns.map { .text($0.title) }, style: .header)
        return writer
    }

    private static func cells(of row: SummaryRow, range: UnitRange?) -> [WorkbookWriter.Cell] {
        [
            row.apartment.map { label in
                range == nil ? .text(label) : Int(label).map(WorkbookWriter.Cell.integer) ?? .text(label)
            } ?? .blank,
            text(row.key?.text), text(row.login?.text), text(row.name), text(row.landline), text(row.sip),
        ] + row.flags.all.map { flag in text(flag.map { $0 ? "yes" : "no" }) }
    }

    private static func text(_ value: String?) -> WorkbookWriter.Cell {
        value.map(WorkbookWriter.Cell.text) ?? .blank
    }
}
