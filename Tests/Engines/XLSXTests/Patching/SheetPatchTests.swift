import Testing

@testable import XLSX

/// What becomes of a worksheet part: nothing but styles of marked cells, new cells and rows, and the link to the notes.
struct SheetPatchTests {
    let files = MarkedFiles()
    static let link = "<legacyDrawing xmlns:r=\"\(OddWorkbook.office)\" r:id=\"rId1\"/>"

    func patched(_ rows: String, head: String = "", tail: String = "", marking cells: [String]) throws -> String {
        try files.part(of: OddWorkbook(OddWorkbook.sheet(rows, head: head, tail: tail)), marking: cells)
    }

    func sheet(_ rows: String, head: String = "", tail: String = "") -> String {
        OddWorkbook.sheet(rows, head: head, tail: Self.link + tail)
    }

    @Test func `a marked cell gets a style, and nothing else changes`() throws {
        let rows =
            "<row r='1' ht=\"20\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f>A1&lt;2</f>"
            + "<v>1</v></c></row>\n"
            + "<row r=\"2\"><c r=\"A2\" s=''  ><v>5</v></c></row>"
        #expect(
            try patched(rows, marking: ["A1", "B1", "A2"])
                == sheet(
                    "<row r='1' ht=\"20\"><c r=\"A1\" s=\"3\" t=\"s\"><v>0</v></c><c s=\"4\" r=\"B1\">"
                        + "<f>A1&lt;2</f><v>1</v></c></row>\n"
                        + "<row r=\"2\"><c r=\"A2\" s='4'  ><v>5</v></c></row>"))
    }

    @Test func `cells and rows that are not there are made where they belong`() throws {
        let rows = "<row r=\"2\" spans=\"2:2\"><c r=\"B2\"/></row><row r=\"4\"/><row r=\"6\"></row>"
        #expect(
            try patched(
                rows, head: "<dimension ref=\"B2\"/>",
                marking: ["A1", "A2", "C2", "B3", "C4", "A4", "D6", "A9"])
                == sheet(
                    "<row r=\"1\"><c r=\"A1\" s=\"3\"/></row>"
                        + "<row r=\"2\" spans=\"1:3\"><c r=\"A2\" s=\"3\"/><c r=\"B2\"/><c r=\"C2\" s=\"3\"/></row>"
                        + "<row r=\"3\"><c r=\"B3\" s=\"3\"/></row>"
                        + "<row r=\"4\"><c r=\"A4\" s=\"3\"/><c r=\"C4\" s=\"3\"/></row><row r=\"6\">"
                        + "<c r=\"D6\" s=\"3\"/></row>"
                        + "<row r=\"9\"><c r=\"A9\" s=\"3\"/></row>", head: "<dimension ref=\"A1:D9\"/>"))
    }

    @Test func `a new cell looks like its row, or else its column`() throws {
        let columns = "<cols><col min=\"2\" max=\"3\" style=\"2\"/></cols>"
        let xml = try patched(
            "<row r=\"1\" s=\"1\" customFormat=\"1\"><c r=\"A1\"/></row><row r=\"2\" s=\"1\"/>", head: columns,
            marking: ["B1", "B2", "D2", "C5"])
        #expect(
            xml
                == sheet(
                    "<row r=\"1\" s=\"1\" customFormat=\"1\"><c r=\"A1\"/><c r=\"B1\" s=\"3\"/></row>"
                        + "<row r=\"2\" s=\"1\"><c r=\"B2\" s=\"4\"/><c r=\"D2\" s=\"5\"/></row>"
                        + "<row r=\"5\"><c r=\"C5\" s=\"4\"/></row>", head: columns))
    }

    @Test func `a sheet without rows in one tag is opened up`() throws {
        let xml = "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData/></worksheet>"
        #expect(
            try files.part(of: OddWorkbook(xml), marking: ["B2"])
                == sheet("<row r=\"2\"><c r=\"B2\" s=\"3\"/></row>"))
    }

    @Test func `cells and rows without names are counted`() throws {
        #expect(
            try patched("<row><c><v>1</v></c><c/></row><row><c r=\"C2\"/><c/></row>", marking: ["B1", "D2", "A3"])
                == sheet(
                    "<row><c><v>1</v></c><c s=\"3\"/></row><row><c r=\"C2\"/><c s=\"3\"/></row>"
                        + "<row r=\"3\"><c r=\"A3\" s=\"3\"/></row>"))
        #expect(
            try patched("<row><c r=\"A7\"/></row><row><c/></row>", marking: ["A7", "A8"])
                == sheet("<row><c s=\"3\" r=\"A7\"/></row><row><c s=\"3\"/></row>"))
    }

    @Test func `cells and rows out of order are found, and made once if they are not there`() throws {
        #expect(
            try patched(
                "<row r=\"5\"><c r=\"C5\"/><c r=\"A5\"/></row><row r=\"2\"><c r=\"A2\"/></row>",
                marking: ["A2", "A5", "B5", "A3"])
                == sheet(
                    "<row r=\"3\"><c r=\"A3\" s=\"3\"/></row><row r=\"5\"><c r=\"B5\" s=\"3\"/><c r=\"C5\"/>"
                        + "<c s=\"3\" r=\"A5\"/></row>"
                        + "<row r=\"2\"><c s=\"3\" r=\"A2\"/></row>"))
    }

    @Test func `prefixes are kept`() throws {
        let xml =
            "<x:worksheet xmlns:x=\"\(OddWorkbook.main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"/></x:row>"
            + "<x:row r=\"2\"><x:c r=\"A2\"/></x:row></x:sheetData></x:worksheet>"
        #expect(
            try files.part(of: OddWorkbook(xml), marking: ["B2", "A3"])
                == "<x:worksheet xmlns:x=\"\(OddWorkbook.main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"/></x:row>"
                + "<x:row r=\"2\"><x:c r=\"A2\"/><x:c r=\"B2\" s=\"3\"/></x:row><x:row r=\"3\">"
                + "<x:c r=\"A3\" s=\"3\"/></x:row>"
                + "</x:sheetData><x:legacyDrawing xmlns:r=\"\(OddWorkbook.office)\" r:id=\"rId1\"/></x:worksheet>")
    }

    @Test func `text that looks like rows deceives nobody`() throws {
        let bait =
            "<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[</row><row r=\"3\"><c r=\"A3\"/></row>]]></t></is></c>"
            + "<!-- </row><row r=\"3\"/> --><c r=\"B1\" t=\"str\"><v>Wow! &lt;/row> w</v></c>"
        let rows = "<row r=\"1\">\(bait)</row><row r=\"2\"/><row r=\"3\" ><c r=\"A3\"/></row >"
        #expect(
            try patched(rows, marking: ["A3"])
                == sheet("<row r=\"1\">\(bait)</row><row r=\"2\"/><row r=\"3\" ><c s=\"3\" r=\"A3\"/></row >"))
    }

    @Test(arguments: [
        "<tableParts count=\"0\"/>", "<picture/><extLst/>", "<legacyDrawingHF/>",
        "<mc:AlternateContent><mc:Choice><controls/></mc:Choice></mc:AlternateContent><tableParts/>",
    ])
    func `the link to the notes stands where the schema wants it`(later: String) throws {
        let before =
            "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells><pageMargins/>"
            + "<mc:AlternateContent><mc:Choice><drawing/></mc:Choice></mc:AlternateContent>"
        #expect(
            try patched("", tail: before + later, marking: ["A1"])
                == OddWorkbook.sheet(
                    "<row r=\"1\"><c r=\"A1\" s=\"3\"/></row>", tail: before + Self.link + later))
    }

    @Test func `a large sheet is patched across the borders of blocks`() throws {
        let rows = (1...30_000).map {
            "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c><c r=\"B\($0)\" t=\"str\"><v>www</v></c></row>"
        }
        var expected = rows
        var marks: [String] = []
        for row in stride(from: 1, through: 30_000, by: 7) {
            marks.append("A\(row)")
            expected[row - 1] = rows[row - 1].replacing("<c r=\"A", with: "<c s=\"3\" r=\"A")
        }
        #expect(try patched(rows.joined(), marking: marks) == sheet(expected.joined()))
    }
}
