import ImportSchema
import Testing
import XLSX

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
