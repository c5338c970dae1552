import Basics
public import XLSX

/// Where the columns of a schema stand in a sheet: what its header row says.
///
/// A class, for it goes along with every row: one reference instead of seven.
public final class SheetLayout: Sendable {
    public let sheet: String
    /// 1-based.
    public let headerRow: Int
    /// Schema column to sheet column, 0-based; nil where the sheet does not have it.
    let positions: [Int?]
    /// Schema column to its header as it stands in the sheet.
    let headers: [String]
    /// Sheet column to schema column, -1 where it is none; up to the last that is one.
    @usableFromInline let columns: [Int]
    let unknownHeaders: [String]
    let problems: [RowProblem]

    init<Record>(header row: borrowing SheetRow, of sheet: String, schema: ImportSchema<Record>) {
        var names: [HeaderName: Int] = [:]
        for (index, column) in schema.columns.enumerated() {
            for name in [column.title] + column.aliases { names[HeaderName(name)] = index }
        }
        var positions = [Int?](repeating: nil, count: schema.columns.count)
        var headers = schema.columns.map(\.title)
        var columns: [Int] = []
        var unknown: [String] = []
        var problems: [RowProblem] = []
        var firstCell = CellReference(column: 0, row: row.index)
        for position in (0..<row.count).reversed() where row[position].value != .blank {
            firstCell = CellReference(column: row[position].column, row: row.index)
        }
        for position in 0..<row.count {
            let text = CellInput(row[position]).text
            guard !text.isEmpty else { continue }
            let cell = CellReference(column: row[position].column, row: row.index)
            guard let index = names[HeaderName(text)] else {
                unknown.append(text)
                continue
            }
            if let first = positions[index] {
                problems.append(
                    RowProblem(
                        sheet: sheet, cell: cell, column: text, value: text, code: "column.duplicate",
                        message:
                            "This column stands twice: column \(CellReference.letters(ofColumn: first)) is it already. "
                            + "Remove one of them."))
            } else {
                positions[index] = cell.column
                headers[index] = text
                while columns.count <= cell.column { columns.append(-1) }
                columns[cell.column] = index
            }
        }
        for (index, column) in schema.columns.enumerated() where column.isRequired && positions[index] == nil {
            problems.append(
                RowProblem(
                    sheet: sheet, cell: firstCell, column: column.title, value: "", code: "column.missing",
                    message: "The column \"\(column.title)\" is missing. Add it to this header row."))
        }
        self.sheet = sheet
        self.headerRow = row.index
        self.positions = positions
        self.headers = headers
        self.columns = columns
        self.unknownHeaders = unknown
        self.problems = problems
    }

    /// The cell of a schema column in a row; the header's first cell stands in for a column that is not there.
    public func cell(row: Int, column: Int) -> CellReference {
        CellReference(column: positions[column] ?? 0, row: row)
    }

    /// The header of a schema column as the sheet has it.
    public func header(of column: Int) -> String { headers[column] }

    /// Whether the sheet has this schema column.
    public func has(_ column: Int) -> Bool { positions[column] != nil }
}
