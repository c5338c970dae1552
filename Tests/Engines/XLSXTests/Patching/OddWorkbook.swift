import Foundation
import Zip

@testable import XLSX

/// A workbook put together part by part, as odd as a test wants it.
struct OddWorkbook {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006"

    /// The sheets' names and their parts, in order.
    var sheets: [(name: String, xml: String)] = []
    var styles: String? = Self.plainStyles
    /// Lines of relationships from the first sheet.
    var arrows = ""
    /// Further parts by name.
    var parts: [(name: String, xml: String)] = []
    /// Further lines of content types.
    var types = ""
    /// Further lines of relationships from the workbook.
    var workbookArrows = ""
    /// The content type of the workbook part.
    var mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    /// What stands behind the sheets in the workbook part.
    var tail = ""

    static let plainStyles =
        "<styleSheet xmlns=\"\(main)\"><fonts count=\"1\"><font><sz val=\"11\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill>"
        + "<patternFill patternType=\"gray125\"/>"
        + "</fill></fills><borders count=\"1\"><border/></borders><cellXfs count=\"3\">"
        + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\">"
        + "<alignment horizontal=\"right\"/></xf>"
        + "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellXfs></styleSheet>"

    static let vml =
        "<Default Extension=\"vml\" ContentType=\"application/"
        + "vnd.openxmlformats-officedocument.vmlDrawing\"/>"

    /// A sheet around rows, with something behind them.
    static func sheet(_ rows: String, head: String = "", tail: String = "") -> String {
        "<worksheet xmlns=\"\(main)\">\(head)<sheetData>\(rows)</sheetData>\(tail)</worksheet>"
    }

    init(_ xml: String, name: String = "S") { sheets = [(name, xml)] }

    func write(to path: String) throws {
        let writer = try ZipWriter(path: path)
        func add(_ name: String, _ xml: String) throws { try writer.add(name, Array(xml.utf8)) }
        var lines = types
        var tabs = ""
        var arrowsOut = ""
        for index in 1...sheets.count {
            lines +=
                "<Override PartName=\"/xl/worksheets/sheet\(index).xml\" ContentType=\"application/"
                + "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
            tabs += "<sheet name=\"\(sheets[index - 1].name)\" sheetId=\"\(index)\" r:id=\"rId\(index)\"/>"
            arrowsOut +=
                "<Relationship Id=\"rId\(index)\" Type=\"\(Self.office)/worksheet\" "
                + "Target=\"worksheets/sheet\(index).xml\"/>"
        }
        if styles != nil {
            lines +=
                "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
                + "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
            arrowsOut += "<Relationship Id=\"rIdStyles\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>"
        }
        try add(
            "[Content_Types].xml",
            "<Types xmlns=\"\(Self.package)/content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                + "vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(mainType)\"/>\(lines)</Types>")
        try add(
            "_rels/.rels",
            Self.relationships(
                "<Relationship Id=\"rId1\" Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/>"))
        try add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>\(tabs)</sheets>\(tail)</workbook>")
        try add("xl/_rels/workbook.xml.rels", Self.relationships(arrowsOut + workbookArrows))
        if let styles { try add("xl/styles.xml", styles) }
        if !arrows.isEmpty { try add("xl/worksheets/_rels/sheet1.xml.rels", Self.relationships(arrows)) }
        for (index, sheet) in sheets.enumerated() { try add("xl/worksheets/sheet\(index + 1).xml", sheet.xml) }
        for part in parts { try add(part.name, part.xml) }
        try writer.finish()
    }

    static func relationships(_ lines: String) -> String {
        "<Relationships xmlns=\"\(package)/relationships\">\(lines)</Relationships>"
    }
}

/// A workbook with notes of somebody else.
extension OddWorkbook {
    /// `notes` stand in `A1`, `A2` …; each is the content of a `text` element.
    static func noted(_ notes: [String], author: String = "Bob", rows: String = "") -> OddWorkbook {
        var book = OddWorkbook(
            sheet(rows, tail: "<legacyDrawing xmlns:r=\"\(office)\" r:id=\"rId2\"/>"))
        book.arrows =
            "<Relationship Id=\"rId1\" Type=\"\(office)/comments\" Target=\"../comments1.xml\"/>"
            + "<Relationship Id=\"rId2\" Type=\"\(office)/vmlDrawing\" Target=\"/xl/drawings/vmlDrawing1.vml\"/>"
        book.types =
            vml
            + "<Override PartName=\"/xl/comments1.xml\" ContentType=\"application/"
            + "vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>"
        var list = ""
        var boxes = ""
        for (index, note) in notes.enumerated() {
            list += "<comment ref=\"A\(index + 1)\" authorId=\"0\"><text>\(note)</text></comment>"
            boxes +=
                "<v:shape id=\"_x0000_s\(1025 + index)\" type=\"#_x0000_t202\"><x:ClientData ObjectType=\"Note\">"
                + "<x:Row>\(index)</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>"
        }
        book.parts = [
            (
                "xl/comments1.xml",
                "<comments xmlns=\"\(main)\"><authors><author>\(author)</author></authors>"
                    + "<commentList>\(list)</commentList></comments>"
            ),
            (
                "xl/drawings/vmlDrawing1.vml",
                "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                    + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                    + "<v:shapetype id=\"_x0000_t202\"/>\(boxes)</xml>"
            ),
        ]
        return book
    }
}
