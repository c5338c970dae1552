import Foundation
import Testing

@testable import XLSX

/// Inputs that fuzzers found (`bin/fuzz`), each kept for good: whole workbooks, and parts put into one. Those of delimited
/// text are read by its fuzzer, which begins with them, and by `WriterTests`.
struct FuzzFindingTests {
    static let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Fixtures/Fuzz").standardized
    static let findings =
        (FileManager.default.subpaths(atPath: folder.path) ?? [])
        .filter { $0.contains("/") && $0.contains(".") && !$0.hasPrefix("text/") }.sorted()

    @Test func `the findings are there`() { #expect(Self.findings.count >= 6) }

    @Test(arguments: findings)
    func `what a fuzzer found is read, marked and cleaned without a change of values, or refused`(_ name: String) throws
    {
        let files = MarkedFiles()
        let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(name))
        if name.hasPrefix("zip/") || name.hasPrefix("workbook/") {
            try bytes.write(to: URL(fileURLWithPath: files.original))
        } else {
            var workbook = HandmadeWorkbook(rows: "")
            let part = ["strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"][name.split(separator: "/")[0]]
            workbook[part ?? "xl/worksheets/sheet1.xml"] = String(decoding: bytes, as: UTF8.self)
            try Data(workbook.bytes).write(to: URL(fileURLWithPath: files.original))
        }
        do {
            let workbook = try Workbook(path: files.original)
            let before = try workbook.countCells()
            let sheets = workbook.sheets.filter { $0.kind == .worksheet }
            let marks = sheets.flatMap { sheet in
                ["A1", "B2", "D3", "H500"].map { MarkedFiles.mark($0, sheet: sheet.name) }
            }
            try markCells(in: files.original, to: files.marked, marks: marks)
            try files.again([])
            // What was written must be read: an error is no refusal here.
            let copy = try? Workbook(path: files.marked)
            #expect((try? copy?.countCells()) == before)
            #expect(copy?.sheets.map(\.kind) == workbook.sheets.map(\.kind))
        } catch is XLSXError {
        } catch is MarkingError {
        }
    }
}
