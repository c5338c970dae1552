public import XLSX
public import Zip

/// Writes a table as delimited text (RFC 4180) to a file, row after row, in bounded memory.
///
/// Takes the cells that `WorkbookWriter` takes. Fields are put in quotes where they must be. A text that is not finished
/// leaves no file. For one task at a time.
public final class DelimitedTextWriter {
    /// How the text is written.
    public struct Options: Sendable, Equatable {
        public var delimiter = DelimitedText.Delimiter.comma
        public var lineEnd = LineEnd.crlf
        /// Whether the text begins with a byte order mark; Excel takes a text for UTF-8 by it.
        public var hasMark = false
        /// Whether an apostrophe is put before texts that spreadsheet programs would take for a formula: those that
        /// begin with `=`, `+`, `-`, `@`, a tab or a carriage return. The text is another one then.
        public var guardsFormulas = false

        public init() {}
    }

    public enum LineEnd: Sendable {
        case crlf, lf
    }

    private let file: OutputFile
    private let options: Options
    private var line: [UInt8] = []
    private var isFinished = false

    /// Creates the file, or empties it if it is there.
    public init(path: String, options: Options = Options()) throws(ZipWriteError) {
        file = try OutputFile(path: path)
        self.options = options
        if options.hasMark { try file.write(Self.mark) }
    }

    deinit { if !isFinished { file.discard() } }

    /// Writes the next row. Styles and links of cells are left out; numbers have a point and no digits grouped.
    public func append(_ cells: some Sequence<WorkbookWriter.Cell>) throws(ZipWriteError) {
        line.removeAll(keepingCapacity: true)
        var isFirst = true
        for cell in cells {
            if !isFirst { line.append(options.delimiter.rawValue) }
            isFirst = false
            put(cell)
        }
        // One empty field alone would be an empty record, which readers pass over.
        if line.isEmpty, !isFirst { line += [0x22, 0x22] }
        if options.lineEnd == .crlf { line.append(0x0D) }
        line.append(0x0A)
        try file.write(line)
    }

    /// Closes the file; nothing can be added after it.
    public func finish() throws(ZipWriteError) {
        try file.close()
        isFinished = true
    }

    private func put(_ cell: WorkbookWriter.Cell) {
        switch cell {
        case .blank: break
        case .text(let text): put(text)
        case .integer(let number): line += String(number).utf8
        case .number(let number): line += number.description.utf8
        case .boolean(let value): line += (value ? "TRUE" : "FALSE").utf8
        case .styled(let content, _), .linked(let content, to: _): put(content)
        }
    }

    private func put(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let first = bytes.first, let last = bytes.last else { return }
            let isGuarded = options.guardsFormulas && Self.formulaStarts.contains(first)
            let delimiter = options.delimiter.rawValue
            // White space at an end is lost to some readers where there are no quotes, and U+FEFF at the start of the file
            // to all: they take it for the byte order mark.
            let isQuoted =
                isGuarded || first == 0x20 || last == 0x20 || (first == 0xEF && bytes.starts(with: Self.mark))
                || bytes.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            guard isQuoted else {
                line += bytes
                return
            }
            line.append(0x22)
            if isGuarded { line.append(0x27) }
            for byte in bytes {
                if byte == 0x22 { line.append(0x22) }
                line.append(byte)
            }
            line.append(0x22)
        }
    }

    /// U+FEFF in UTF-8.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let formulaStarts: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
}
