import Foundation
import Testing
import Zip

@testable import XLSX

/// Notes: ours beside those of others, and gone without a trace when their cells are right.
struct NotesPatchTests {
    let files = MarkedFiles()

    func notes() throws -> [String: String] {
        let markup = Markup(part: "", bytes: Array(try files.text(of: "xl/comments1.xml").utf8))
        let notes = try NotesPatch(markup, part: "", author: "Gatehouse", namespace: "")
        var texts: [String: String] = [:]
        for (cell, note) in notes.notes {
            var text = ""
            var tags = MarkupTags(markup, in: note.element.content)
            var start: Int?
            while let tag = try tags.next() {
                if tag.kind == .start, markup.equals(tag.localName, "t") { start = tag.whole.upperBound }
                if tag.kind == .end, let opened = start {
                    text += markup.text(opened..<tag.whole.lowerBound)
                    start = nil
                }
            }
            texts["\(cell)"] = "\(note.author ?? "?"): \(text)"
        }
        return texts
    }

    @Test func `a note is made with its box, and parts and arrows for both`() throws {
        _ = try files.part(of: OddWorkbook(OddWorkbook.sheet("")), marking: ["C4"])
        #expect(try notes() == ["C4": "Gatehouse: Gatehouse: wrong"])
        let drawing = try files.text(of: "xl/drawings/vmlDrawing1.vml")
        #expect(drawing.contains("<x:Row>3</x:Row><x:Column>2</x:Column>"))
        let types = try files.text(of: "[Content_Types].xml")
        #expect(types.contains("<Override PartName=\"/xl/comments1.xml\""))
        #expect(types.contains("<Default Extension=\"vml\""))
        let arrows = try files.text(of: "xl/worksheets/_rels/sheet1.xml.rels")
        #expect(arrows.contains("Target=\"/xl/comments1.xml\""))
        #expect(arrows.contains("Target=\"/xl/drawings/vmlDrawing1.vml\""))
    }

    @Test func `a note of somebody else is kept with ours below`() throws {
        let book = OddWorkbook.noted([
            "<t>mine &amp; ours</t>", "<r><rPr><b/></rPr><t>Bob:</t></r><r><t>\nwell</t></r>", "",
        ])
        try book.write(to: files.original)
        try markCells(
            in: files.original, to: files.marked,
            marks: [
                MarkedFiles.mark("A1", "one\ntwo"), MarkedFiles.mark("A1", "three"), MarkedFiles.mark("A2"),
                MarkedFiles.mark("A3"), MarkedFiles.mark("B1"),
            ])
        let expected = [
            "A1": "Bob: mine & ours\nGatehouse: one two\nGatehouse: three",
            "A2": "Bob: Bob:\nwell\nGatehouse: wrong", "A3": "Bob: \nGatehouse: wrong",
            "B1": "Gatehouse: Gatehouse: wrong",
        ]
        #expect(try notes() == expected)
        let drawing = try files.text(of: "xl/drawings/vmlDrawing1.vml")
        #expect(drawing.contains("_x0000_s1028") && !drawing.contains("_x0000_s1029"))
        #expect(drawing.components(separatedBy: "_x0000_t202\"").count - 1 == 1 + 3 + 1)

        try files.again([MarkedFiles.mark("A2", "still")])
        #expect(try notes() == ["A1": "Bob: mine & ours", "A2": "Bob: Bob:\nwell\nGatehouse: still"])
        try files.again([])
        #expect(try notes() == ["A1": "Bob: mine & ours", "A2": "Bob: Bob:\nwell"])
        #expect(try !files.text(of: "xl/drawings/vmlDrawing1.vml").contains("_x0000_s1028"))
    }

    @Test func `cells that are right lose fill, note and box, and the sheet its link`() throws {
        let rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\"/></row>"
        let book = OddWorkbook(OddWorkbook.sheet(rows))
        let xml = try files.part(of: book, marking: ["A1", "B1"])
        #expect(xml.contains("s=\"3\""))
        let before = try files.names(in: files.original)
        try files.again([])
        #expect(
            try files.text(of: "xl/worksheets/sheet1.xml")
                == OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"/><c s=\"0\" r=\"B1\"/></row>"))
        #expect(try files.names().subtracting(before) == ["xl/worksheets/_rels/sheet1.xml.rels"])
        #expect(try !files.text(of: "[Content_Types].xml").contains("comments1"))
        #expect(try !files.text(of: "xl/workbook.xml").contains("Errors"))
    }

    @Test func `a note of ours on a cell of another colour is somebody's choice and stays`() throws {
        let book = OddWorkbook.noted(
            ["<t>Gatehouse: old</t>"], author: "Gatehouse", rows: "<row r=\"1\"><c r=\"A1\"/></row>")
        try book.write(to: files.original)
        try markCells(in: files.original, to: files.marked, marks: [])
        #expect(try notes() == ["A1": "Gatehouse: Gatehouse: old"])
    }

    @Test func `what somebody added to our note outlives it`() throws {
        _ = try files.part(of: OddWorkbook(OddWorkbook.sheet("")), marking: ["A1"])
        let answered = try files.text(of: "xl/comments1.xml")
            .replacing("Gatehouse: wrong<", with: "Gatehouse: wrong\nI asked Bob<")
        let archive = try ZipArchive(path: files.marked)
        let writer = try ZipWriter(path: files.folder.path("answered.xlsx"))
        for entry in archive.entries {
            if entry.name == "xl/comments1.xml" {
                try writer.add(entry.name, Array(answered.utf8))
            } else {
                try writer.copy(entry, from: archive)
            }
        }
        try writer.finish()
        try markCells(in: files.folder.path("answered.xlsx"), to: files.marked, marks: [])
        #expect(try notes() == ["A1": "Gatehouse: I asked Bob"])
    }

    @Test func `a drawing of buttons without notes is added to, and kept when our notes go`() throws {
        var book = OddWorkbook.noted([])
        book.arrows =
            "<Relationship Id=\"rId2\" Type=\"\(OddWorkbook.office)/vmlDrawing\" "
            + "Target=\"../drawings/vmlDrawing1.vml\"/>"
        book.parts = [
            (
                "xl/drawings/vmlDrawing1.vml",
                "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape id=\"_x0000_s2051\"><v:textbox>"
                    + "<div>a<br>b</div></v:textbox>"
                    + "<x:ClientData ObjectType=\"Button\"/></v:shape>\n</xml>"
            )
        ]
        book.types = OddWorkbook.vml
        let sheet = try files.part(of: book, marking: ["A1"])
        #expect(sheet.components(separatedBy: "legacyDrawing").count == 2)
        let drawing = try files.text(of: "xl/drawings/vmlDrawing1.vml")
        #expect(drawing.contains("a<br>b") && drawing.contains("id=\"_x0000_s2052\""))
        #expect(drawing.hasSuffix("</v:shape></xml>"))
        try files.again([])
        #expect(try files.text(of: "xl/drawings/vmlDrawing1.vml").contains("Button"))
        #expect(try files.text(of: "xl/worksheets/sheet1.xml").contains("<legacyDrawing"))
        #expect(try !files.names().contains("xl/comments1.xml"))
    }
}
