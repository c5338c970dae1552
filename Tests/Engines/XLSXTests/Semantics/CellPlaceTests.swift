import Testing
import XLSX

/// Where cells stand, and what is in those that are merged, hidden or computed: ECMA-376 Part 1, clause 18.3.1.
struct CellPlaceTests {
    func numbers(_ rows: String) throws -> [String: CellValue] { try HandmadeWorkbook(rows: rows).values() }

    /// Clause 18.3.1.4: `r` is optional.
    @Test func `a cell without a reference stands right of the one before, a row without a number below`() throws {
        let found = try numbers(
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r=\"4\"><c r=\"C4\"><v>5</v></c><c><v>6</v></c></row>"
                + "<row><c><v>7</v></c></row>")
        #expect(
            found == [
                "A1": .number(1), "B1": .blank, "C1": .number(3), "C4": .number(5), "D4": .number(6), "A5": .number(7),
            ])
    }

    /// Clause 18.3.1.73: nothing says that rows must ascend.
    @Test func `rows out of order are read where they say they stand`() throws {
        let found = try numbers(
            "<row r=\"3\"><c r=\"A3\"><v>3</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                + "<row><c><v>2</v></c></row>")
        #expect(found == ["A3": .number(3), "A1": .number(1), "A2": .number(2)])
    }

    @Test func `of two cells in one place the later counts, in whatever form they are written`() throws {
        for other in ["<c r=\"B1\"><v>2</v></c>", "<c r='B1' ><v>2</v></c>"] {
            let found = try numbers("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>0</v></c>\(other)</row>")
            #expect(found == ["A1": .number(0), "B1": .number(2)])
        }
    }

    @Test func `a reference may be written in small letters`() throws {
        #expect(try numbers("<row r=\"1\"><c r=\"xfd1\"><v>1</v></c></row>") == ["XFD1": .number(1)])
    }

    /// Clause 18.3.1.55: only the first cell of a merged range has content.
    @Test func `a merged range has its value in its first cell alone`() throws {
        let found = try HandmadeWorkbook(
            sheet: "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"/></row>"
                + "<row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\" s=\"1\"/><c r=\"C2\"><v>2</v></c></row></sheetData>"
                + "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
        ).values()
        #expect(
            found == [
                "A1": .number(1), "B1": .blank, "A2": .blank, "B2": .blank, "C2": .number(2),
            ])
    }

    /// Clauses 18.3.1.13 and 18.3.1.73: `hidden`.
    @Test func `hidden rows and columns are read like others`() throws {
        let found = try HandmadeWorkbook(
            sheet: "<worksheet><cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols><sheetData>"
                + "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
        ).values()
        #expect(found == ["A1": .number(1)])
    }

    /// Clause 18.3.1.40 (`f`) and 18.18.6: the stored value counts, whatever the kind of formula.
    @Test(arguments: [
        "<f>B1</f>", "<f t=\"normal\">B1</f>", "<f t=\"shared\" ref=\"A1:A9\" si=\"0\">B1</f>",
        "<f t=\"shared\" si=\"0\"/>",
        "<f t=\"array\" ref=\"A1:B2\">TRANSPOSE(C1:D2)</f>", "<f t=\"array\" aca=\"1\" ref=\"A1\">SUM(B1:B2*C1:C2)</f>",
        "<f t=\"dataTable\" ref=\"A1:A3\" dt2D=\"1\" r1=\"D1\" r2=\"D2\"/>", "<f ca=\"1\">NOW()</f>", "<f/>",
        "<f>[1]Sheet1!A1</f>", "<f><![CDATA[B1]]></f>",
    ])
    func `a formula of any kind has the value that is stored with it`(_ formula: String) throws {
        let workbook = try HandmadeWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\">\(formula)<v>2.5</v></c><c r=\"B1\" t=\"str\">\(formula)<v>x</v></c>"
                + "<c r=\"C1\">\(formula)</c></row>"
        ).open()
        try workbook.readRows(of: workbook.sheets[0]) { row in
            #expect(row[0].value == .number(2.5))
            #expect(row[1].value == .text("x"))
            #expect(row[2].value == .blank)
            #expect((0..<3).allSatisfy { row[$0].hasFormula })
            #expect((0..<3).filter { row[$0].isFormulaWithoutValue } == [2])
            return true
        }
    }
}
