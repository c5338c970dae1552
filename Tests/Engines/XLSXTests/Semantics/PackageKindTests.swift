import Testing
import Zip

@testable import XLSX

/// Kinds of packages, sheets nobody sees, and what lies outside of the package.
struct PackageKindTests {
    static let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    static let excel = "application/vnd.ms-excel"

    /// ECMA-376 Part 1, clause 12.3.23, and the kinds with macros that Office adds.
    @Test(arguments: [
        "\(spreadsheet).sheet.main+xml", "\(spreadsheet).template.main+xml", "\(excel).sheet.macroEnabled.main+xml",
        "\(excel).template.macroEnabled.main+xml", "\(excel).addin.macroEnabled.main+xml",
    ])
    func `workbooks, templates and both with macros are read and marked, and stay what they are`(_ type: String) throws
    {
        let files = MarkedFiles()
        let arrow =
            "<Relationship Id=\"rIdV\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" "
        var book = OddWorkbook(OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"))
        book.workbookArrows = arrow + "Target=\"vbaProject.bin\"/>"
        book.types = "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"
        book.parts = [("xl/vbaProject.bin", "macros that nobody runs")]
        book.mainType = type
        try book.write(to: files.original)
        #expect(try Workbook(path: files.original).countCells().cells == 1)
        try markCells(in: files.original, to: files.marked, marks: [MarkedFiles.mark("A1")])
        #expect(try files.text(of: "xl/vbaProject.bin") == "macros that nobody runs")
        #expect(try files.text(of: "[Content_Types].xml").contains("ContentType=\"\(type)\""))
        #expect(try files.text(of: "xl/_rels/workbook.xml.rels").contains(arrow))
    }

    /// Clause 18.18.68, `ST_SheetState`.
    @Test func `hidden and very hidden sheets are there, and are marked`() throws {
        let files = MarkedFiles()
        var book = OddWorkbook(OddWorkbook.sheet(""))
        book.sheets.append(("H\" state=\"hidden", OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>")))
        book.sheets.append(("V\" state=\"veryHidden", OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><v>3</v></c></row>")))
        try book.write(to: files.original)
        #expect(try Workbook(path: files.original).sheets.map(\.state) == [.visible, .hidden, .veryHidden])
        let marks = ["H", "V"].map { MarkedFiles.mark("A1", sheet: $0) }
        try markCells(in: files.original, to: files.marked, marks: marks)
        #expect(try Workbook(path: files.marked).sheets.map(\.state) == [.visible, .hidden, .veryHidden, .visible])
        #expect(try files.text(of: "xl/worksheets/sheet3.xml").contains("<c s=\"3\" r=\"A1\">"))
    }

    /// ECMA-376 Part 2, clause 6.5.3.4: `TargetMode`.
    @Test(arguments: [
        "file:///etc/passwd", "http://127.0.0.1:1/sheet1.xml", "\\\\server\\share\\book.xlsx", "../../../../etc/passwd",
        "/etc/passwd", "xl/worksheets/sheet1.xml",
    ])
    func `what lies outside of the package is never followed`(_ target: String) throws {
        for kind in ["worksheet", "sharedStrings", "styles"] {
            var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
            workbook["xl/_rels/workbook.xml.rels"] = HandmadeWorkbook.relationships([
                (kind == "worksheet" ? "x" : "rId1", "worksheet", "worksheets/sheet1.xml"),
                (kind == "worksheet" ? "rId1" : "x", kind, "\(target)\" TargetMode=\"External"),
            ])
            let opened = try workbook.open()
            if kind == "worksheet" {
                #expect(opened.sheets[0].kind == .missing)
                #expect(throws: XLSXError.missingPart("S")) { try opened.readRows(of: opened.sheets[0]) { _ in true } }
            } else {
                #expect(try opened.countCells().cells == 1)
                #expect(opened.part(ofKind: kind) == nil)
            }
        }
    }

    @Test func `a target that climbs out of the package names a part of it, and no file`() throws {
        var workbook = HandmadeWorkbook(rows: "")
        workbook["xl/_rels/workbook.xml.rels"] = HandmadeWorkbook.relationships([
            ("rId1", "worksheet", "../../../../../../etc/passwd")
        ])
        let opened = try workbook.open()
        #expect(opened.sheets[0].kind == .missing)
        #expect(opened.sheets[0].part == "etc/passwd")
    }

    /// Clause 18.14: a workbook's links to others, with the values they had.
    @Test func `a link to another workbook is kept on marking, byte for byte`() throws {
        let files = MarkedFiles()
        let link = "<externalLink><externalBook r:id=\"rId1\"/></externalLink>"
        let arrows = OddWorkbook.relationships(
            "<Relationship Id=\"rId1\" Type=\"\(OddWorkbook.office)/externalLinkPath\" "
                + "Target=\"file:///C:/other.xlsx\" TargetMode=\"External\"/>")
        var book = OddWorkbook(
            OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><f>[1]Sheet1!A1</f><v>7</v></c></row>"))
        book.parts = [
            ("xl/externalLinks/externalLink1.xml", link), ("xl/externalLinks/_rels/externalLink1.xml.rels", arrows),
        ]
        book.workbookArrows =
            "<Relationship Id=\"rIdE\" Type=\"\(OddWorkbook.office)/externalLink\" "
            + "Target=\"externalLinks/externalLink1.xml\"/>"
        _ = try files.part(of: book, marking: ["A1"])
        #expect(try files.text(of: "xl/externalLinks/externalLink1.xml") == link)
        #expect(try files.text(of: "xl/externalLinks/_rels/externalLink1.xml.rels") == arrows)
        let workbook = try Workbook(path: files.marked)
        try workbook.readRows(of: workbook.sheets[0]) { row in
            #expect(row[0].value == .number(7))
            return true
        }
    }
}
