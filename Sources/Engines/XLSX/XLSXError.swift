public import Zip

/// Why a workbook is not read, or where in it something is wrong; `description` is a sentence fit for a person.
public enum XLSXError: Error, Sendable, Equatable {
    /// The file is something else than an .xlsx workbook.
    case notAWorkbook(FileKind)
    /// The archive around the workbook cannot be read.
    case archive(ZipError)
    case missingPart(String)
    /// A part is no well-formed XML; `byte` counts from the start of the part.
    case malformedXML(part: String, byte: Int, what: String)
    /// A part declares a document type, which workbooks never do (ECMA-376 Part 2, clause 9.1.5).
    case documentType(part: String)
    case unsupportedEncoding(part: String, encoding: String)
    /// A cell or row that no sheet can have: there are 1,048,576 rows and 16,384 columns (XFD).
    case outsideSheet(part: String, row: Int, reference: String)
    /// A cell's reference names another row than the cells before it in the same row.
    case misplacedCell(part: String, row: Int, cell: String)
    /// A cell refers to a shared string that is not there.
    case noSuchSharedString(part: String, cell: String, index: String, count: Int)
    /// More than a limit of `XLSXLimits` allows; `limit` is its name there.
    /// `found` is how much there is, or how much of it was seen before reading stopped.
    case limitExceeded(limit: String, allowed: Int, found: Int, part: String)
    case noSuchSheet(String)
    /// The sheet holds a chart, a dialog or macros, and no cells.
    case notAWorksheet(sheet: String, kind: String)
}

extension XLSXError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAWorkbook(let kind):
            kind.refusal
        case .archive(let error):
            "The workbook cannot be read. \(error)"
        case .missingPart(let part):
            "The workbook is incomplete: it has no part '\(part)'. Open it in a spreadsheet program and save it again."
        case .malformedXML(let part, let byte, let what):
            "The workbook is damaged: '\(part)' is no valid XML at byte \(byte) (\(what)). Open it in a spreadsheet "
                + "program and save it again."
        case .documentType(let part):
            "The workbook is refused: '\(part)' declares a document type (DTD), which no spreadsheet program writes."
        case .unsupportedEncoding(let part, let encoding):
            "'\(part)' is written in the encoding '\(encoding)'; only UTF-8 and UTF-16 are allowed in a workbook."
        case .outsideSheet(let part, let row, let reference):
            "'\(part)' has a cell or row that lies outside the sheet: '\(reference)' near row \(row). A sheet ends at "
                + "XFD1048576."
        case .misplacedCell(let part, let row, let cell):
            "'\(part)' has the cell \(cell) in row \(row). Open it in a spreadsheet program and save it again."
        case .noSuchSharedString(let part, let cell, let index, let count):
            "Cell \(cell) of '\(part)' refers to shared string \(index), and the workbook has only \(count). "
                + "Open it in a spreadsheet program and save it again."
        case .limitExceeded(let limit, let allowed, let found, let part):
            "'\(part)' is over a limit: \(limit) allows \(allowed), found at least \(found). Raise "
                + "XLSXLimits.\(limit) if the file is to be trusted."
        case .noSuchSheet(let name):
            "The workbook has no sheet '\(name)'."
        case .notAWorksheet(let sheet, let kind):
            "'\(sheet)' is a \(kind), which has no cells."
        }
    }
}

extension XLSXError {
    /// Whether the disk is at fault and not the workbook: another attempt may succeed.
    public var isInputOutput: Bool {
        if case .archive(.io(operation: _, errno: _)) = self { true } else { false }
    }
}
