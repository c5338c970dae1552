/// Writes a workbook's cells as JSON: `{"Sheet1": {"A1": 1, "B1": "text", "C1": {"date": "2021-01-01T00:00:00"}}}`.
///
/// A value is a number, a boolean, a string, `{"date": …}`, `{"time": "12:30:00"}`, `{"seconds": 918610}` for a duration or
/// `{"error": "#N/A"}`; blanks are left out. Sheets without cells of their own (charts) are left out too.
public struct CellsJSON: ~Copyable {
    private var buffer: [UInt8] = []
    private let output: (UnsafeRawBufferPointer) throws -> Void
    private static let flushedFrom = 64 << 10

    /// Streams the JSON of all worksheets, or of one, in pieces to `output`.
    public static func write(
        _ workbook: Workbook, sheet: Sheet? = nil, to output: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try withoutActuallyEscaping(output) { output in
            var json = CellsJSON(output)
            try json.write(workbook, sheet.map { [$0] } ?? workbook.sheets.filter { $0.kind == .worksheet })
        }
    }

    private init(_ output: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.output = output
        buffer.reserveCapacity(Self.flushedFrom + 4096)
    }

    private mutating func write(_ workbook: Workbook, _ sheets: [Sheet]) throws {
        append("{")
        for (index, sheet) in sheets.enumerated() {
            append(index == 0 ? "\n" : ",\n")
            appendString(Array(sheet.name.utf8))
            append(": {")
            var scanner = try workbook.scanner(of: sheet)
            var isFirst = true
            while try scanner.nextRow() { try write(scanner.row, &isFirst) }
            append(isFirst ? "}" : "\n}")
        }
        append(sheets.isEmpty ? "}\n" : "\n}\n")
        try flush()
    }

    private mutating func write(_ row: borrowing SheetRow, _ isFirst: inout Bool) throws {
        for position in 0..<row.count where row[position].kind != .blank {
            append(isFirst ? "\n\"" : ",\n\"")
            isFirst = false
            append(CellReference.letters(ofColumn: row[position].column))
            append(String(row.index))
            append("\": ")
            switch row[position].kind {
            case .text: appendString(row[position].utf8)
            case .error: appendObject("error", row[position].utf8)
            default: appendScalar(row[position].value)
            }
            if buffer.count >= Self.flushedFrom { try flush() }
        }
    }

    private mutating func appendScalar(_ value: CellValue) {
        switch value {
        case .number(let number): append(number)
        case .boolean(let isTrue): append(isTrue ? "true" : "false")
        case .date(let date): appendObject("date", Array(date.description.utf8))
        case .time(let time): appendObject("time", Array(time.description.utf8))
        case .duration(let seconds):
            append("{\"seconds\": ")
            append(seconds)
            append("}")
        case .blank, .text, .error: append("null")
        }
    }

    private mutating func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

    /// The shortest digits that read back as the same number; whole numbers without a point.
    private mutating func append(_ number: Double) {
        if let whole = Int64(exactly: number), abs(number) < 1e15 {
            append(String(whole))
        } else {
            append(number.description)
        }
    }

    private mutating func appendObject(_ key: String, _ value: some Sequence<UInt8>) {
        append("{\"\(key)\": ")
        appendString(value)
        append("}")
    }

    /// RFC 8259, section 7; bytes that are no UTF-8 become U+FFFD.
    private mutating func appendString(_ bytes: some Sequence<UInt8>) {
        buffer.append(UInt8(ascii: "\""))
        var isPlain = true
        let start = buffer.count
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                buffer.append(UInt8(ascii: "\\"))
                buffer.append(byte)
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20:
                append("\\u00")
                append(byte < 0x10 ? "0" : "")
                append(String(byte, radix: 16))
            default:
                if byte >= 0x80 { isPlain = false }
                buffer.append(byte)
            }
        }
        if !isPlain {
            let repaired = Array(String(decoding: buffer[start...], as: UTF8.self).utf8)
            buffer.replaceSubrange(start..., with: repaired)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private mutating func flush() throws {
        try buffer.withUnsafeBytes { try output($0) }
        buffer.removeAll(keepingCapacity: true)
    }
}
