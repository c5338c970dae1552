import Foundation
import ImportSchema
import Testing
import XLSX
import Zip

/// How rows become records, and what is wrong with them.
struct RowTests {
    @Test func `text is trimmed, whole numbers are digits, flags are words`() throws {
        let checked = try check([
            ["fruit", "count", "is ripe"], ["  pear ", 12, "Да"], ["plum", .number(1.5), false],
        ])
        #expect(checked.crates[2] == Crate(fruit: "pear", count: "12", isRipe: true))
        #expect(checked.crates[3] == Crate(fruit: "plum", count: "1.5", isRipe: false))
    }

    @Test func `rows whose used columns are empty are passed over wherever they stand`() throws {
        let checked = try check([
            ["fruit", "note"], ["pear"], [], [.text("  "), "a note alone"], ["plum"],
        ])
        #expect(checked.crates.keys.sorted() == [2, 5])
        #expect(checked.report.rows == 2)
    }

    @Test func `a wrong cell is reported with its place, header, value and reason`() throws {
        let checked = try check([["Fruit", "is ripe"], ["pear", "yes"], ["stone", "perhaps"]])
        #expect(
            checked.report.problems == [
                RowProblem(
                    sheet: "Crates", cell: CellReference(column: 0, row: 3), column: "Fruit", value: "stone",
                    code: "fruit.stone", message: "A stone is no fruit. Name one."),
                RowProblem(
                    sheet: "Crates", cell: CellReference(column: 1, row: 3), column: "is ripe", value: "perhaps",
                    code: "ripe.flag", message: "Write yes or no."),
            ])
        #expect(checked.faulty == [3])
    }

    @Test func `a number that a spreadsheet cannot keep exactly is told from one that it can`() throws {
        let checked = try check([
            ["fruit", "count"], ["pear", .number(999_999_999_999_999)], ["plum", .number(1e15)],
        ])
        #expect(checked.crates[2]?.count == "999999999999999")
        #expect(checked.report.problems.map(\.code) == ["count.digits"])
    }

    /// Typed digits reach the report even where the number itself lost the last of them.
    @Test func `a number of 15 to 17 digits is shown as it was typed`() throws {
        let numerals = ["123456789012345", "1234567890123456", "12345678901234567", "-12345678901234567"]
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let cells = numerals.enumerated().map { "<row r=\"\($0 + 2)\"><c r=\"B\($0 + 2)\"><v>\($1)</v></c></row>" }
        let header = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>fruit</v></c><c r=\"B1\" t=\"str\"><v>count</v></c></row>"
        let writer = try ZipWriter(path: path)
        func add(_ name: String, _ xml: String) throws { try writer.add(name, Array(xml.utf8)) }
        try add("xl/workbook.xml", "<workbook><sheets><sheet name=\"Crates\" x:id=\"a\"/></sheets></workbook>")
        try add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"worksheet\" Target=\"sheet.xml\"/></Relationships>")
        try add("xl/sheet.xml", "<worksheet><sheetData>\(header)\(cells.joined())</sheetData></worksheet>")
        try writer.finish()
        var check = SheetCheck(crateSchema)
        var counts: [String?] = []
        try check.read(try Workbook(path: path)) { _, crate, _, _, _ in counts.append(crate.count) }
        let shown = check.finish { _, _ in }.problems.filter { $0.code == "count.digits" }.map(\.value)
        #expect(counts.first == numerals[0])
        #expect(shown == Array(numerals.dropFirst()))
    }

    @Test func `past ten thousand problems the rest is counted`() throws {
        let rows = Array(repeating: [WorkbookWriter.Cell.text("stone")], count: 10_250)
        let report = try check([["fruit"]] + rows).report
        #expect(report.problems.count == CheckReport.most)
        #expect(report.problemCount == 10_250)
        #expect(!report.isClean)
    }

    @Test func `a long value is cut in the report`() throws {
        let report = try check([["fruit", "is ripe"], ["pear", .text(String(repeating: "x", count: 5000))]]).report
        #expect(report.problems.first?.value.count == 200)
    }
}
