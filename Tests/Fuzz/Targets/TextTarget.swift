import XLSX

@testable import DelimitedText

// Delimited text of arbitrary bytes, the first of which chooses the options: the records do not depend on where the
// window ends, and what was read can be written and read again.

nonisolated(unsafe) private let copy = MemoryFile("copy")

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let choice = Int(start[0])
    var options = DelimitedText.Options()
    options.strayQuotes = choice & 1 == 0 ? .refused : .literal
    _ = try? DelimitedText(bytes: bytes, options: options).delimiter()
    options.delimiter = DelimitedText.Delimiter.allCases[choice / 2 % 3]
    var limits = DelimitedTextLimits.standard
    limits.maximumRowBytes = 1 << 20
    let text = DelimitedText(bytes: bytes, options: options, limits: limits)
    let wide = RecordTrail(text, window: 256 << 10)
    let narrow = RecordTrail(text, window: 64)
    guard wide == narrow else { broken("the window's size matters:\n\(wide)\n\(narrow)") }
    guard wide.error == nil else { return 0 }
    do {
        var writing = DelimitedTextWriter.Options()
        writing.delimiter = options.delimiter ?? .comma
        let writer = try DelimitedTextWriter(path: copy.path, options: writing)
        for row in wide.rows { try writer.append(row.map { WorkbookWriter.Cell.text($0) }) }
        try writer.finish()
        options.strayQuotes = .refused
        options.encoding = .utf8
        let again = RecordTrail(DelimitedText(path: copy.path, options: options), window: 4096)
        guard again.rows == wide.rows, again.error == nil else { broken("written and read: \(wide)\n\(again)") }
    } catch {
        broken("\(error)")
    }
    return 0
}

/// What the reader said of a text.
private struct RecordTrail: Equatable {
    private(set) var rows: [[String]] = []
    private(set) var numbers: [Int] = []
    private(set) var error: DelimitedTextError?

    init(_ text: DelimitedText, window: Int) {
        do throws(DelimitedTextError) {
            var scanner = try text.scanner(window: window)
            while try scanner.nextRow() {
                let row = scanner.row
                rows.append((0..<row.count).map { row[$0].string })
                numbers.append(row.index)
            }
        } catch {
            self.error = error
        }
    }
}
