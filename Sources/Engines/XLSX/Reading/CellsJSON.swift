/// Writes a workbook's cells as JSON: `{"Sheet1": {"A1": 1, "B1": "text", "C1": {"date": "2021-01-01T00:00:00"}}}`.
///
/// A value is a number, a boolean, a string, `{"date": …}`, `{"time": "12:30:00"}`, `{"seconds": 918610}` for a
/// duration or `{"error": "#N/A"}`; blanks are left out. Sheets without cells of their own (charts) are left out too.
public struct CellsJSON: ~Copyable {
    private var buffer = ByteArena(capacity: 80 << 10)
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

    /// Streams the JSON of rows that come from elsewhere, as the one sheet of a workbook.
    public static func write(
        name: String, rows: (_ body: (borrowing SheetRow) throws -> Bool) throws -> Void,
        to output: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try withoutActuallyEscaping(output) { output in
            var json = CellsJSON(output)
            json.append("{\n")
            json.appendString(name)
            json.append(": {")
            var isFirst = true
            try rows { row in
                try json.write(row, &isFirst)
                return true
            }
            json.append(isFirst ? "}\n}\n" : "\n}\n}\n")
            try json.flush()
        }
    }

    private init(_ output: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.output = output
    }

    private mutating func write(_ workbook: Workbook, _ sheets: [Sheet]) throws {
        append("{")
        for (index, sheet) in sheets.enumerated() {
            append(index == 0 ? "\n" : ",\n")
            appendString(sheet.name)
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
            appendLetters(row[position].column)
            append(row.index)
            append("\": ")
            switch row[position].kind {
            case .text: appendString(row[position].utf8)
            case .error: appendObject("{\"error\": ", row[position].utf8)
            case .number: append(row[position].number)
            case .boolean: append(row[position].boolean ? "true" : "false")
            default: append(row[position].value)
            }
            if buffer.count >= Self.flushedFrom { try flush() }
        }
    }

    /// Dates, times and durations.
    private mutating func append(_ value: CellValue) {
        switch value {
        case .number(let number): append(number)
        case .date(let date):
            append("{\"date\": \"")
            append(date.year, width: 4)
            append("-")
            append(date.month, width: 2)
            append("-")
            append(date.day, width: 2)
            append("T")
            append(date.time)
            append("\"}")
        case .time(let time):
            append("{\"time\": \"")
            append(time)
            append("\"}")
        case .duration(let seconds):
            append("{\"seconds\": ")
            append(seconds)
            append("}")
        case .blank, .text, .boolean, .error: append("null")
        }
    }

    private mutating func append(_ time: ClockTime) {
        append(time.hour, width: 2)
        append(":")
        append(time.minute, width: 2)
        append(":")
        append(time.second, width: 2)
        guard time.millisecond > 0 else { return }
        append(".")
        append(time.millisecond, width: 3)
    }

    /// The shortest digits that read back as the same number; whole numbers without a point.
    private mutating func append(_ number: Double) {
        if abs(number) < 1e15, number == number.rounded(.towardZero) {
            if number < 0 { append("-") }
            append(Int(abs(number)))
        } else {
            var digits = number.description
            digits.withUTF8 { appendBytes($0) }
        }
    }

    /// A whole number that is not negative, with zeros in front up to the width.
    private mutating func append(_ number: Int, width: Int = 1) {
        var power = 1
        var digits = 1
        while number / power >= 10 {
            power *= 10
            digits += 1
        }
        for _ in digits..<max(width, digits) { buffer.append(UInt8(ascii: "0")) }
        while power > 0 {
            buffer.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / power % 10))
            power /= 10
        }
    }

    private mutating func appendLetters(_ column: Int) {
        let number = column + 1
        if number > 702 { buffer.append(letter((number - 703) / 676)) }
        if number > 26 { buffer.append(letter((number - 27) / 26 % 26)) }
        buffer.append(letter((number - 1) % 26))
    }

    private func letter(_ index: Int) -> UInt8 { UInt8(ascii: "A") &+ UInt8(truncatingIfNeeded: index) }

    private mutating func append(_ text: StaticString) { buffer.append(text.utf8Start, text.utf8CodeUnitCount) }

    private mutating func appendBytes(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        buffer.append(start, bytes.count)
    }

    private mutating func appendObject(_ opening: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
        append(opening)
        appendString(value)
        append("}")
    }

    private mutating func appendString(_ text: String) {
        var text = text
        text.withUTF8 { appendString($0) }
    }

    /// RFC 8259, section 7; bytes that are no UTF-8 become U+FFFD.
    private mutating func appendString(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            var repaired = String(decoding: bytes, as: UTF8.self)
            return repaired.withUTF8 { appendValidString($0) }
        }
        appendValidString(bytes)
    }

    private mutating func appendValidString(_ bytes: UnsafeBufferPointer<UInt8>) {
        buffer.append(UInt8(ascii: "\""))
        var plainFrom = 0
        for (index, byte) in bytes.enumerated() {
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            appendBytes(UnsafeBufferPointer(rebasing: bytes[plainFrom..<index]))
            plainFrom = index + 1
            appendEscape(byte)
        }
        appendBytes(UnsafeBufferPointer(rebasing: bytes[plainFrom...]))
        buffer.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: buffer.append(byte)
        case 0x0A: append("n")
        case 0x0D: append("r")
        case 0x09: append("t")
        default:
            append("u00")
            buffer.append(UInt8(ascii: "0") + (byte >> 4))
            buffer.append(byte & 15 < 10 ? UInt8(ascii: "0") + (byte & 15) : UInt8(ascii: "a") - 10 + (byte & 15))
        }
    }

    private mutating func flush() throws {
        try output(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
        buffer.removeAll()
    }
}
