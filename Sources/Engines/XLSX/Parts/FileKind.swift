import Glibc
import Zip

/// What a file is that is no workbook, told by its first bytes or by the parts inside.
public enum FileKind: Sendable, Equatable {
    case empty
    /// An OLE2 file with an encrypted Office file inside (MS-OFFCRYPTO).
    case encryptedWorkbook
    /// An archive whose entries need a password.
    case encryptedArchive
    /// A workbook of Excel 97 to 2003 (BIFF in OLE2).
    case oldWorkbook
    /// Another OLE2 file, such as .doc, .ppt or .msi.
    case compoundFile
    case binaryWorkbook
    case document
    case presentation
    case openDocument
    case appleNumbers
    case pdf
    case html
    case xml
    case delimitedText
    case richText
    case image(String)
    case compressed(String)
    /// A Zip archive without an Office file in it.
    case plainArchive
    case unknown

    /// One sentence on what it is instead of a workbook, and what to do.
    var refusal: String {
        switch self {
        case .empty: "The file is empty; an Excel workbook (.xlsx) is needed."
        case .encryptedWorkbook:
            "The workbook is protected with a password; open it in Excel, remove the password and save it again."
        case .encryptedArchive: "The file is an archive protected with a password, not an open Excel workbook (.xlsx)."
        case .oldWorkbook: instead("an old Excel workbook (.xls)", "Open it in Excel and save it as .xlsx.")
        case .compoundFile: instead("an old Office file (OLE2)", "Save the table as .xlsx.")
        case .binaryWorkbook:
            instead("a binary Excel workbook (.xlsb)", "Open it in Excel and save it as 'Excel workbook (.xlsx)'.")
        case .document: instead("a Word document (.docx)", "Copy its table into a workbook.")
        case .presentation: instead("a PowerPoint presentation (.pptx)", "Copy its table into a workbook.")
        case .openDocument: instead("an OpenDocument file (.ods, .odt …)", "Open it and save it as .xlsx.")
        case .appleNumbers: instead("an Apple iWork file", "Export it as Excel (.xlsx).")
        case .pdf: instead("a PDF document", "Choose the workbook it was printed from.")
        case .html: instead("a web page (HTML)", "Open it in a spreadsheet program and save it as .xlsx.")
        case .xml: instead("an XML file", "Open it in a spreadsheet program and save it as .xlsx.")
        case .delimitedText: instead("plain text or CSV", "Open it in a spreadsheet program and save it as .xlsx.")
        case .richText: instead("a rich text document (.rtf)", "Copy its table into a workbook.")
        case .image(let format): instead("a picture (\(format))", "Choose a workbook.")
        case .compressed(let format):
            instead("a compressed file (\(format))", "Unpack it and choose the workbook inside.")
        case .plainArchive:
            instead("a Zip archive without a workbook in it", "Unpack it and choose the workbook inside.")
        case .unknown: instead("a file of another kind", "Choose a workbook.")
        }
    }

    private func instead(_ kind: String, _ advice: String) -> String {
        "The file is \(kind), not an Excel workbook (.xlsx). \(advice)"
    }

    /// Looks at the first bytes of a file that is no Zip archive.
    init(of path: String) throws(XLSXError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .archive(.io(operation: "open", errno: errno)) }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &start, start.count, 0)
        guard count >= 0 else { throw .archive(.io(operation: "pread", errno: errno)) }
        start.removeLast(start.count - count)
        if start.starts(with: CompoundFile.signature) {
            self = CompoundFile.kind(descriptor)
        } else {
            self.init(signature: start)
        }
    }

    private static let signatures: [([UInt8], FileKind)] = [
        (Array("%PDF".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47], .image("PNG")),
        ([0xFF, 0xD8, 0xFF], .image("JPEG")),
        (Array("GIF8".utf8), .image("GIF")),
        ([0x49, 0x49, 0x2A, 0x00], .image("TIFF")),
        ([0x4D, 0x4D, 0x00, 0x2A], .image("TIFF")),
        ([0x1F, 0x8B], .compressed("gzip")),
        (Array("BZh".utf8), .compressed("bzip2")),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .compressed("xz")),
        ([0x28, 0xB5, 0x2F, 0xFD], .compressed("Zstandard")),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .compressed("7-Zip")),
        (Array("Rar!".utf8), .compressed("RAR")),
        (Array("{\\rtf".utf8), .richText),
        ([0x09, 0x08, 0x10, 0x00], .oldWorkbook),
        ([0x09, 0x08, 0x08, 0x00], .oldWorkbook),
        ([0x09, 0x04, 0x06, 0x00], .oldWorkbook),
        ([0x09, 0x02, 0x06, 0x00], .oldWorkbook),
    ]

    init(signature start: [UInt8]) {
        if start.isEmpty {
            self = .empty
        } else if let known = Self.signatures.first(where: { start.starts(with: $0.0) }) {
            self = known.1
        } else if start.count >= 12, start.starts(with: Array("RIFF".utf8)),
            start[8...].starts(with: Array("WEBP".utf8))
        {
            self = .image("WebP")
        } else {
            self = Self.text(start)
        }
    }

    private static func text(_ start: [UInt8]) -> FileKind {
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return .delimitedText }
        guard !start.contains(where: { $0 < 0x20 && !(0x09...0x0D).contains($0) }) else { return .unknown }
        let text = String(decoding: start, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.contains("<table") { return .html }
        return text.hasPrefix("<") ? .xml : .delimitedText
    }
}
