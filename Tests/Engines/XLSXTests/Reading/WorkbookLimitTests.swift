import Testing
import XLSX
import Zip

/// Every limit refuses what is over it and says which limit it is, how much it allows, how much was found and what to
/// change.
struct WorkbookLimitTests {
    static let sheetPart = "xl/worksheets/sheet1.xml"

    /// What a workbook is refused with under changed limits: the name of the limit, what it allows and what was found.
    func refusal(_ workbook: HandmadeWorkbook, _ change: (inout XLSXLimits) -> Void = { _ in }) -> String? {
        var limits = XLSXLimits.standard
        change(&limits)
        guard let error = workbook.refusal(limits: limits) else { return nil }
        guard case .limitExceeded(let limit, let allowed, let found, let part) = error else { return "\(error)" }
        let sentence =
            "'\(part)' is over a limit: \(limit) allows \(allowed), found at least \(found). Raise "
            + "XLSXLimits.\(limit) if the file is to be trusted."
        #expect("\(error)" == sentence)
        #expect(found > allowed)
        return "\(part) \(limit) \(allowed)"
    }

    @Test func `elements may not nest without end`() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(refusal(HandmadeWorkbook(rows: "<row><c>\(deep)")) == "\(Self.sheetPart) maximumDepth 256")
    }

    @Test func `cells of the common shape nest no deeper than others`() {
        let cells = [
            "<c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>", "<c r='A1' t='inlineStr'><is><t>x</t></is></c>",
        ]
        for cell in cells {
            // With room behind it, for what ends the window is never read past the scanner.
            let row = "<row r=\"1\">\(cell)</row>" + String(repeating: " ", count: 1000)
            #expect(refusal(HandmadeWorkbook(rows: row)) { $0.maximumDepth = 6 } == nil)
            #expect(
                refusal(HandmadeWorkbook(rows: row)) { $0.maximumDepth = 5 } == "\(Self.sheetPart) maximumDepth 5")
        }
    }

    @Test func `the last cell of a row counts too`() {
        let text = String(repeating: "x", count: 10_001)
        let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
        let workbook = HandmadeWorkbook(rows: row + String(repeating: " ", count: 1000))
        #expect(refusal(workbook) { $0.maximumRowBytes = 10_000 } == "\(Self.sheetPart) maximumRowBytes 10000")
        #expect(refusal(workbook) { $0.maximumRowBytes = 10_001 } == nil)
    }

    @Test func `a tag has an end`() {
        let long = String(repeating: "x", count: 3 << 20)
        #expect(
            refusal(HandmadeWorkbook(rows: "<row r=\"1\" a=\"\(long)\"/>"))
                == "\(Self.sheetPart) maximumTagBytes 1048576")
    }

    @Test func `an attribute that is taken as a text has an end`() {
        let code = String(repeating: "0", count: 70_000)
        let workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>", formats: [code])
        #expect(refusal(workbook) == "xl/styles.xml maximumAttributeBytes 65536")
        #expect(refusal(workbook) { $0.maximumAttributeBytes = 70_000 } == nil)
    }

    @Test func `a run of text has an end`() {
        let long = String(repeating: "x", count: 3 << 20)
        let workbook = HandmadeWorkbook(rows: "<row><c t=\"str\"><v>\(long)</v></c></row>")
        #expect(refusal(workbook) == nil)
        #expect(
            refusal(workbook) { $0.maximumTextBytes = 1 << 20 } == "\(Self.sheetPart) maximumTextBytes 1048576")
    }

    @Test(arguments: [
        // Many cells, in the plain form and in another.
        String(repeating: "<c t=\"inlineStr\"><is><t>0123456789</t></is></c>", count: 2000),
        String(repeating: "<c t='inlineStr'><is><r><t>0123456789</t></r></is></c>", count: 2000),
        // One cell of many values, one text of many pieces, and one item of many texts.
        "<c t=\"str\">\(String(repeating: "<v>0123456789</v>", count: 2000))</c>",
        "<c t=\"str\"><v>\(String(repeating: "0123456789<!-- -->", count: 2000))</v></c>",
        "<c t=\"inlineStr\"><is><t>\(String(repeating: "0123456789<x/>", count: 2000))</t></is></c>",
        "<c t=\"inlineStr\"><is>\(String(repeating: "<t>0123456789</t>", count: 2000))</is></c>",
    ])
    func `the text of a row has an end, however it is cut into pieces`(_ cells: String) {
        let workbook = HandmadeWorkbook(rows: "<row>\(cells)</row>")
        #expect(refusal(workbook) == nil)
        #expect(refusal(workbook) { $0.maximumRowBytes = 10_000 } == "\(Self.sheetPart) maximumRowBytes 10000")
    }

    @Test func `one cell again and again does not fill the memory`() {
        let cells = String(repeating: "<c r=\"A1\"><v>1</v></c>", count: 200_000)
        #expect(
            refusal(HandmadeWorkbook(rows: "<row r=\"1\">\(cells)</row>"))
                == "\(Self.sheetPart) maximumRowCells 65536")
    }

    @Test func `the cells of a sheet have an end`() {
        let rows = String(repeating: "<row><c><v>1</v></c><c/></row>", count: 50)
        #expect(refusal(HandmadeWorkbook(rows: rows)) { $0.maximumCells = 100 } == nil)
        #expect(
            refusal(HandmadeWorkbook(rows: rows)) { $0.maximumCells = 99 } == "\(Self.sheetPart) maximumCells 99")
    }

    @Test func `shared strings have an end`() {
        let workbook = HandmadeWorkbook(
            rows: "<row><c><v>1</v></c></row>", strings: String(repeating: "<si><t>12345</t></si>", count: 100))
        let part = "xl/sharedStrings.xml"
        #expect(refusal(workbook) { $0.maximumSharedStrings = 99 } == "\(part) maximumSharedStrings 99")
        #expect(refusal(workbook) { $0.maximumSharedStringBytes = 499 } == "\(part) maximumSharedStringBytes 499")
        #expect(
            refusal(workbook) {
                $0.maximumSharedStrings = 100
                $0.maximumSharedStringBytes = 500
            } == nil)
    }

    @Test func `shared strings past the memory for them have an end too`() {
        let workbook = HandmadeWorkbook(
            rows: "<row><c t=\"s\"><v>99</v></c></row>", strings: String(repeating: "<si><t>12345</t></si>", count: 100)
        )
        let part = "xl/sharedStrings.xml"
        func refusal(_ change: (inout XLSXLimits) -> Void) -> String? {
            self.refusal(workbook) {
                $0.sharedStringMemory = 100
                change(&$0)
            }
        }
        #expect(refusal { $0.maximumSharedStrings = 99 } == "\(part) maximumSharedStrings 99")
        #expect(refusal { $0.maximumRowBytes = 4 } == "\(Self.sheetPart) maximumRowBytes 4")
        #expect(
            refusal {
                $0.maximumSharedStrings = 100
                $0.maximumSharedStringBytes = 500
                $0.maximumRowBytes = 10
            } == nil)
        #expect(refusal { $0.maximumSharedStringBytes = 499 }?.hasPrefix("\(part) maximumSharedStringBytes") == true)
    }

    @Test func `styles have an end`() {
        var workbook = HandmadeWorkbook(rows: "")
        workbook["xl/styles.xml"] = "<s><cellXfs>\(String(repeating: "<xf/>", count: 101))</cellXfs></s>"
        #expect(refusal(workbook) { $0.maximumStyles = 100 } == "xl/styles.xml maximumStyles 100")
        let codes = (1...101).map { "<numFmt numFmtId=\"\($0)\" formatCode=\"0\"/>" }.joined()
        workbook["xl/styles.xml"] = "<s><numFmts>\(codes)</numFmts></s>"
        #expect(refusal(workbook) { $0.maximumStyles = 100 } == "xl/styles.xml maximumStyles 100")
        #expect(refusal(workbook) { $0.maximumStyles = 101 } == nil)
    }

    @Test func `sheets have an end`() {
        var workbook = HandmadeWorkbook(rows: "")
        let sheets = (1...11).map { "<sheet name=\"\($0)\" r:id=\"rId\($0)\"/>" }.joined()
        workbook["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets>\(sheets)</sheets></workbook>"
        #expect(refusal(workbook) { $0.maximumSheets = 10 } == "xl/workbook.xml maximumSheets 10")
    }

    @Test func `relationships and content types have an end`() {
        var workbook = HandmadeWorkbook(rows: "")
        let arrows = (1...11).map { ("r\($0)", "other", "x\($0).xml") }
        workbook["_rels/.rels"] = HandmadeWorkbook.relationships(arrows)
        #expect(refusal(workbook) { $0.maximumListItems = 10 } == "_rels/.rels maximumListItems 10")
        workbook = HandmadeWorkbook(rows: "")
        let types = (1...11).map { "<Default Extension=\"e\($0)\" ContentType=\"x\"/>" }.joined()
        workbook["[Content_Types].xml"] = "<Types>\(types)</Types>"
        #expect(refusal(workbook) { $0.maximumListItems = 10 } == "[Content_Types].xml maximumListItems 10")
    }

    @Test(arguments: ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml"])
    func `a part that is held in memory has an end`(_ part: String) {
        var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
        workbook[part]? += "<!--\(String(repeating: " ", count: 5000))-->"
        #expect(refusal(workbook) == nil)
        #expect(refusal(workbook) { $0.maximumPartBytes = 5000 } == "\(part) maximumPartBytes 5000")
    }

    @Test func `notes of a sheet that is marked have an end`() throws {
        let files = MarkedFiles()
        try OddWorkbook.noted(["<t>a</t>", "<t>b</t>", "<t>c</t>"]).write(to: files.original)
        var limits = XLSXLimits.standard
        limits.maximumNotes = 2
        let error = XLSXError.limitExceeded(limit: "maximumNotes", allowed: 2, found: 3, part: "xl/comments1.xml")
        #expect(throws: MarkingError.reading(error)) {
            try markCells(in: files.original, to: files.marked, marks: [MarkedFiles.mark("A1")], limits: limits)
        }
        limits.maximumNotes = 3
        try markCells(in: files.original, to: files.marked, marks: [MarkedFiles.mark("A1")], limits: limits)
    }

    @Test func `a part that should inflate past the limit is refused unopened`() {
        var limits = XLSXLimits.standard
        limits.zip.maximumEntryBytes = 300
        let error = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>").refusal(limits: limits)
        guard case .archive(.limitExceeded(limit: "maximumEntryBytes", allowed: 300, _, _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    /// A million equal rows pack to a two-hundredth: the ratio is judged far above what an honest workbook needs.
    @Test func `an honest workbook of one string again and again is read`() throws {
        let path = MarkedFiles().folder
        let writer = try WorkbookWriter(path: path.path("same.xlsx"))
        try writer.startSheet("S")
        let cell = WorkbookWriter.Cell.text(String(repeating: "the same again ", count: 60))
        for _ in 0..<20_000 { try writer.append([cell]) }
        try writer.finish()
        var limits = XLSXLimits.standard
        // As if the sheet were larger: its ratio counts, and passes.
        limits.zip.ratioJudgedFrom = 1 << 20
        let workbook = try Workbook(path: path.path("same.xlsx"), limits: limits)
        let sheet = try #require(workbook.archive.entry(named: "xl/worksheets/sheet1.xml"))
        #expect(sheet.uncompressedSize > 16 << 20)
        #expect(try workbook.countCells() == SheetExtent(rows: 20_000, cells: 20_000))
    }
}
