import Foundation
import ImportSchema
import XLSX

/// A kind of spreadsheet for tests: fruit and how much of it there is.
struct Crate: Sendable, Equatable {
    var fruit: String?
    var count: String?
    var isRipe: Bool?
}

let crateSchema = ImportSchema(
    emptyRecord: Crate(),
    columns: [
        ImportColumn("fruit", aliases: ["what it is"], isRequired: true) { input, crate throws(CellProblem) in
            guard input.text != "stone" else { throw CellProblem("fruit.stone", "A stone is no fruit. Name one.") }
            crate.fruit = input.text
        },
        ImportColumn("count", aliases: ["число"]) { input, crate throws(CellProblem) in
            guard !input.exceedsExactDigits else { throw CellProblem("count.digits", "Too many digits.") }
            crate.count = input.text
        },
        ImportColumn("is ripe") { input, crate throws(CellProblem) in
            guard let flag = input.flag else { throw CellProblem("ripe.flag", "Write yes or no.") }
            crate.isRipe = flag
        },
    ])

/// What a check of a sheet found, and the rows that it handed on.
struct Checked {
    var report: CheckReport
    var crates: [Int: Crate] = [:]
    var faulty: Set<Int> = []
}

/// Writes the rows to a workbook and checks it.
func check(_ rows: [[WorkbookWriter.Cell]], before: (WorkbookWriter) throws -> Void = { _ in }) throws -> Checked {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try WorkbookWriter(path: path)
    try before(writer)
    try writer.startSheet("Crates")
    for row in rows { try writer.append(row) }
    try writer.finish()
    var check = SheetCheck(crateSchema)
    var checked = Checked(report: CheckReport())
    try check.read(try Workbook(path: path)) { row, crate, faults, _, _ in
        checked.crates[row] = crate
        if !faults.isEmpty { checked.faulty.insert(row) }
    }
    checked.report = check.finish { _, _ in }
    return checked
}
