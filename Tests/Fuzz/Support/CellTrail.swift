@testable import XLSX

/// What a reader said of a sheet, from the first row to the end or to an error, to be compared with another's words.
struct CellTrail: Equatable {
    private(set) var lines: [String] = []
    /// What ended the reading before its end.
    private(set) var error: XLSXError?

    init(_ package: Package, part: String, tables: Workbook.Tables, is1904: Bool, window: Int) {
        do throws(XLSXError) {
            let xml = try package.scanner(of: part, window: window)
            var scanner = SheetScanner(xml, tables: tables, is1904: is1904)
            while try scanner.nextRow() { append(scanner.row) }
        } catch {
            self.error = error
        }
    }

    private mutating func append(_ row: borrowing SheetRow) {
        var last = -1
        for position in 0..<row.count {
            let column = row[position].column
            guard column > last, column < CellReference.columnCount else { broken("columns out of order") }
            last = column
            let number = row[position].number.bitPattern
            lines.append(
                "\(row.index) \(column) \(row[position].kind) \(row[position].style) \(row[position].hasFormula) "
                    + "\(row[position].isFormulaWithoutValue) \(number) \(row[position].string) \(row[position].value)")
        }
    }
}

/// The values of all worksheets, which a marked copy must have too.
func values(_ workbook: Workbook, without list: String? = nil) throws -> [String: String] {
    var values: [String: String] = [:]
    for (tab, sheet) in workbook.sheets.enumerated() where sheet.kind == .worksheet && sheet.name != list {
        try workbook.readRows(of: sheet) { row in
            for position in 0..<row.count where row[position].kind != .blank || row[position].hasFormula {
                values["\(tab) \(row.index) \(row[position].column)"] =
                    "\(row[position].value) \(row[position].hasFormula) \(row[position].number.bitPattern)"
            }
            return true
        }
    }
    return values
}
