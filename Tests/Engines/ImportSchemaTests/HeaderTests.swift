import ImportSchema
import Testing
import XLSX

/// Which header means which column.
struct HeaderTests {
    @Test(arguments: ["Fruit", "  FRUIT ", "fr-uit", "F_ruit", "What it is", "WHAT-IT_IS", "fru\u{200B}it"])
    func `a header matches without case, spaces, dashes and invisible characters`(header: String) throws {
        #expect(try check([[.text(header)], ["pear"]]).crates == [2: Crate(fruit: "pear")])
    }

    @Test func `letters of any script match without case`() throws {
        #expect(try check([["fruit", "ЧИСЛО"], ["pear", 3]]).crates == [2: Crate(fruit: "pear", count: "3")])
    }

    @Test func `the header is the first row with something in it`() throws {
        #expect(try check([[], [.blank, .text("  ")], ["fruit"], ["pear"]]).crates == [4: Crate(fruit: "pear")])
    }

    @Test func `a missing required column is a problem of the header's first cell`() throws {
        let report = try check([[.blank, "count"], [.blank, 3]]).report
        #expect(report.problems.map(\.code) == ["column.missing"])
        #expect(report.problems.first?.cell.description == "B1")
    }

    @Test func `of two headers for one column the second is wrong, and the first counts`() throws {
        let checked = try check([["fruit", "What it is"], ["pear", "plum"]])
        #expect(checked.report.problems.map(\.cell.description) == ["B1"])
        #expect(checked.report.problems.first?.code == "column.duplicate")
        #expect(checked.crates[2]?.fruit == "pear")
    }

    @Test func `unknown columns are left alone with one warning that names them`() throws {
        let report = try check([["fruit", "colour", "weight"], ["pear", "green", 3]]).report
        #expect(report.isClean)
        #expect(report.warnings.count == 1)
        #expect(report.warnings.first?.contains("\"colour\", \"weight\"") == true)
    }

    @Test func `a sheet without cells cannot be checked`() {
        #expect(throws: SheetCheckError.noCells(sheet: "Crates")) { try check([]) }
    }

    @Test func `the first visible sheet is read`() throws {
        let checked = try check([["fruit"], ["pear"]]) { writer in
            try writer.startSheet("Hidden", .init(hidden: true))
            try writer.append(["fruit"])
            try writer.append(["stone"])
        }
        #expect(checked.crates == [2: Crate(fruit: "pear")])
    }
}
