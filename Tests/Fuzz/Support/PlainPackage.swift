@testable import XLSX

/// A workbook of one sheet "S" whose parts are given; what is not given is small and right.
struct PlainPackage {
    var sheet = Array("<worksheet><sheetData/></worksheet>".utf8)
    var strings = Array("<sst><si><t>zero</t></si><si/><si><r><t>two </t></r><r><t>runs</t></r></si></sst>".utf8)
    var styles = Array(Self.plainStyles.utf8)
    var comments: [UInt8]?
    var drawing: [UInt8]?
    var workbook = Array(Self.plainWorkbook.utf8)

    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    static let plainWorkbook =
        "<workbook xmlns:r=\"\(office)\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    /// Every kind of number format, with a custom one.
    static let plainStyles =
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/></numFmts><fills><fill/><fill/></fills>"
        + "<cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/>"
        + "<xf numFmtId=\"49\"/></cellXfs></styleSheet>"

    /// The archive.
    var bytes: [UInt8] {
        var archive = StoredArchive([
            "[Content_Types].xml": Array(
                "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.spreadsheet).sheet.main+xml\"/></Types>"
                    .utf8),
            "_rels/.rels": Self.arrows([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": Self.arrows([
                ("worksheet", "sheet.xml"), ("styles", "styles.xml"), ("sharedStrings", "strings.xml"),
            ]),
            "xl/sheet.xml": sheet, "xl/strings.xml": strings, "xl/styles.xml": styles,
        ])
        var arrows: [(String, String)] = []
        if let comments {
            archive.members.append((Array("xl/comments.xml".utf8), comments))
            arrows.append(("comments", "comments.xml"))
        }
        if let drawing {
            archive.members.append((Array("xl/drawing.vml".utf8), drawing))
            arrows.append(("vmlDrawing", "drawing.vml"))
        }
        if !arrows.isEmpty { archive.members.append((Array("xl/_rels/sheet.xml.rels".utf8), Self.arrows(arrows))) }
        return archive.bytes
    }

    private static func arrows(_ lines: [(kind: String, target: String)]) -> [UInt8] {
        let lines = lines.enumerated().map { index, line in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/\(line.kind)\" Target=\"\(line.target)\"/>"
        }
        return Array("<Relationships>\(lines.joined())</Relationships>".utf8)
    }
}

extension XLSXLimits {
    /// Small enough that no input may cost much.
    static var fuzzing: XLSXLimits {
        var limits = XLSXLimits.standard
        limits.zip = .fuzzing
        limits.maximumSharedStringBytes = 8 << 20
        limits.maximumRowBytes = 8 << 20
        return limits
    }
}
