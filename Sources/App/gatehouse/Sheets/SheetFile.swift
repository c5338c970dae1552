import DelimitedText
import XLSX

/// A file with a table in it, told by its first bytes.
enum SheetFile {
    case workbook(Workbook)
    case text(DelimitedText)

    init(path: String) throws {
        do {
            self = .workbook(try Workbook(path: path))
        } catch XLSXError.notAWorkbook(.delimitedText) {
            self = .text(DelimitedText(path: path))
        }
    }
}
