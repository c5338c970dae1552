import Basics
package import DelimitedText
import ImportSchema
package import XLSX

/// An uploaded file with one table in it: a workbook, or text with delimiters.
package enum TableFile: Sendable {
    case workbook(Workbook)
    case text(DelimitedText, DelimitedText.Delimiter)

    /// Opens the file by its bytes. Throws `Failure` (`file.not-a-table`) where there is no table in it.
    package init(path: String, limits: XLSXLimits) throws {
        do {
            let workbook = try Workbook(path: path, limits: limits)
            guard workbook.firstVisibleWorksheet != nil else {
                throw TableFile.refusal("The workbook has no visible worksheet.")
            }
            self = .workbook(workbook)
        } catch XLSXError.notAWorkbook(.delimitedText) {
            let text = DelimitedText(path: path, options: .init(strayQuotes: .literal))
            self = .text(text, try TableFile.delimiter(of: text))
        } catch XLSXError.notAWorkbook(let kind) {
            throw TableFile.refusal("\(XLSXError.notAWorkbook(kind)) CSV and tab text are taken too.")
        } catch let error as XLSXError where !error.isInputOutput {
            throw TableFile.refusal(error.description)
        }
    }

    package var mediaType: String {
        switch self {
        case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .text(_, .tab): "text/tab-separated-values"
        case .text: "text/csv"
        }
    }

    package func cellReading() throws -> CellReading {
        switch self {
        case .workbook(let workbook): CellReading(styles: try workbook.styles(), hasDecimalComma: true)
        case .text(_, let delimiter): CellReading(hasDecimalComma: delimiter != .comma)
        }
    }

    /// A text whose first record has one field alone is no table: no kind does with one column.
    private static func delimiter(of text: DelimitedText) throws -> DelimitedText.Delimiter {
        do {
            let delimiter = try text.delimiter()
            var width = 0
            try text.readRows { row in
                width = row.count
                return false
            }
            guard width > 1 else {
                throw refusal("The text has no columns: a table has commas, semicolons or tabs between its cells.")
            }
            return delimiter
        } catch let error as DelimitedTextError where !error.isInputOutput {
            throw refusal(error.description)
        }
    }

    static func refusal(_ why: String) -> Failure {
        Failure(.invalid, code: "file.not-a-table", why, fields: [("file", [why])])
    }
}

extension TableFile: TableRows {
    package var name: String {
        switch self {
        case .workbook(let workbook): workbook.firstVisibleWorksheet?.name ?? ""
        case .text: TableFile.copiedSheet
        }
    }

    package func readRows(_ body: (borrowing SheetRow) throws -> Bool) throws {
        switch self {
        case .workbook(let workbook):
            guard let sheet = workbook.firstVisibleWorksheet else { return }
            try workbook.readRows(of: sheet, body)
        case .text(let text, _):
            try text.readRows { row in
                guard row.index <= TableFile.mostRows else {
                    throw Failure.invalid(
                        "file", code: "file.too-many-rows",
                        "The file has more than \(TableFile.mostRows) rows. Divide it into several.")
                }
                return try body(row)
            }
        }
    }

    /// As many as a sheet has, for what is wrong is marked in one.
    private static let mostRows = 1_048_576

    /// The sheet's name in the workbook that is made of a text.
    static let copiedSheet = "Sheet1"
}
