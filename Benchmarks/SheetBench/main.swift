import DelimitedText
import Glibc
import XLSX

// Measures the engine for sheets from the inside, without the start of a process.
//
//   sheet-bench read ROWS.csv                  every field decoded
//   sheet-bench write ROWS.csv OUT.xlsx        the rows of Benchmarks/Writing as typed cells, from memory
//   sheet-bench write-text ROWS.csv OUT.csv    the same as CSV

func cell(_ text: String, _ column: Int) -> WorkbookWriter.Cell {
    switch column {
    case 0, 6: Int(text).map { .integer($0) } ?? .text(text)
    case 3: serial(text).map { .number($0) } ?? .text(text)
    case 4: serial(text).map { .number($0) } ?? .text(text)
    case 5, 7, 11: Double(text).map { .number($0) } ?? .text(text)
    case 8: .boolean(text == "TRUE")
    default: .text(text)
    }
}

/// An ISO date, or date and time, as days since 30 December 1899.
func serial(_ text: String) -> Double? {
    let fields = text.split { $0 == "-" || $0 == "T" || $0 == ":" }.compactMap { Int($0) }
    guard fields.count >= 3 else { return nil }
    let (year, month) = fields[1] > 2 ? (fields[0], fields[1]) : (fields[0] - 1, fields[1] + 12)
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + fields[2] - 693_901 + 307
    let seconds = fields.count >= 6 ? fields[3] * 3600 + fields[4] * 60 + fields[5] : 0
    return Double(days) + Double(seconds) / 86_400
}

func rows(_ path: String) throws -> [[WorkbookWriter.Cell]] {
    var rows: [[WorkbookWriter.Cell]] = []
    try DelimitedText(path: path).readRows { row in
        rows.append((0..<row.count).map { rows.isEmpty ? .text(row[$0].string) : cell(row[$0].string, $0) })
        return true
    }
    return rows
}

/// Prints the seconds on the clock, and those of the processors.
func measure(_ work: () throws -> Void) rethrows {
    let start = processorSeconds()
    let time = try ContinuousClock().measure(work)
    print(Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18, processorSeconds() - start)
}

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("read", 2):
    try measure { _ = try DelimitedText(path: arguments[1]).countCells() }
case ("write", 3):
    let rows = try rows(arguments[1])
    try measure {
        let writer = try WorkbookWriter(path: arguments[2])
        var columns = [WorkbookWriter.Column](repeating: .init(), count: 13)
        columns[3].format = .custom("yyyy-mm-dd")
        columns[4].format = .custom("yyyy-mm-dd hh:mm:ss")
        try writer.startSheet("Data", .init(columns: columns))
        for row in rows { try writer.append(row) }
        try writer.finish()
    }
case ("write-text", 3):
    let rows = try rows(arguments[1])
    try measure {
        let writer = try DelimitedTextWriter(path: arguments[2])
        for row in rows { try writer.append(row) }
        try writer.finish()
    }
default:
    print("usage: sheet-bench read ROWS.csv | write ROWS.csv OUT.xlsx | write-text ROWS.csv OUT.csv")
}
