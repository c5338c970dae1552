import Foundation
import Testing
import Zip

@testable import XLSX

/// Marking as a whole: the list of marks, styles, what stays, and what is refused.
struct MarkCellsTests {
    let files = MarkedFiles()

    func rows(of sheet: String, in path: String? = nil) throws -> [[String]] {
        let workbook = try Workbook(path: path ?? files.marked)
        var rows: [[String]] = []
        try workbook.readRows(of: workbook.sheet(named: sheet)) { row in
            rows.append((0..<row.count).map { row[$0].string })
            return true
        }
        return rows
    }

    func sheets() throws -> [String] { try Workbook(path: files.marked).sheets.map(\.name) }

    @Test func `the list names each cell, links to it and holds values as text`() throws {
        try OddWorkbook(OddWorkbook.sheet(""), name: "Bob's").write(to: files.original)
        try markCells(
            in: files.original, to: files.marked,
            marks: [
                .init(sheet: "bob's", row: 12, column: 27, columnTitle: "key", value: "=1+1", reason: "no key"),
                .init(sheet: "Bob's", row: 1, column: 0, columnTitle: "+", value: "a\u{1}", reason: "@"),
            ], totalCount: 5)
        #expect(
            try rows(of: "Errors") == [
                ["Sheet", "Cell", "Column", "Value", "Reason"], ["Bob's", "AB12", "key", "=1+1", "no key"],
                ["Bob's", "A1", "+", "a\u{1}", "@"], ["… and 3 more"],
            ])
        let xml = try files.text(of: "xl/worksheets/sheet2.xml")
        #expect(xml.contains("<hyperlink ref=\"B2\" location=\"'Bob''s'!AB12\"/>"))
        #expect(!xml.contains("<f>"))
    }

    @Test func `past the maximum the list says how many more`() throws {
        try OddWorkbook(OddWorkbook.sheet("")).write(to: files.original)
        let marks = (1...10_005).map { MarkedFiles.mark("A\($0)") }
        try markCells(in: files.original, to: files.marked, marks: marks, totalCount: 12_000)
        let rows = try rows(of: "Errors")
        #expect(rows.count == 10_002)
        #expect(rows.last == ["… and 2000 more"])
        #expect(try files.text(of: "xl/worksheets/sheet1.xml").contains("r=\"A10000\""))
        #expect(try !files.text(of: "xl/worksheets/sheet1.xml").contains("r=\"A10001\""))
    }

    @Test func `our list is replaced, another's is kept`() throws {
        var book = OddWorkbook(OddWorkbook.sheet(""))
        book.sheets.append(("errors", OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")))
        book.tail = "<definedNames><definedName name=\"a\" localSheetId=\"1\">errors!$A$1</definedName></definedNames>"
        _ = try files.part(of: book, marking: ["A1"])
        #expect(try sheets() == ["S", "errors", "Errors (2)"])
        try files.again([MarkedFiles.mark("A2"), MarkedFiles.mark("A3")])
        #expect(try sheets() == ["S", "errors", "Errors (2)"])
        #expect(try rows(of: "Errors (2)").map { $0[1] } == ["Cell", "A2", "A3"])
        try files.again([])
        #expect(try sheets() == ["S", "errors"])
        #expect(try files.text(of: "xl/workbook.xml") == files.text(of: "xl/workbook.xml", in: files.original))
    }

    /// A fuzzer found that the format of a mark was read as one of a second section.
    @Test func `a date stays a date where cell formats stand in two sections`() throws {
        var book = OddWorkbook(OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\" s=\"2\"><v>45000</v></c></row>"))
        let end = "</styleSheet>"
        book.styles = OddWorkbook.plainStyles.replacingOccurrences(
            of: end, with: "<cellXfs><xf numFmtId=\"1\"/><xf numFmtId=\"1\"/></cellXfs>" + end)
        _ = try files.part(of: book, marking: ["A1"])
        for path in [files.original, files.marked] {
            var dates: [String?] = []
            let workbook = try Workbook(path: path)
            try workbook.readRows(of: workbook.sheet(named: "S")) { row in
                dates.append(row[0].date?.description)
                return true
            }
            #expect(dates == ["2023-03-15T00:00:00"])
        }
    }

    /// A fuzzer found that the list took the place of a sheet whose part is missing.
    @Test func `a new part never takes a name that something points to`() throws {
        var book = OddWorkbook(OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"))
        book.sheets.append(("Lost", OddWorkbook.sheet("")))
        book.arrows = "<Relationship Id=\"rIdC\" Type=\"\(OddWorkbook.office)/comments\" Target=\"/xl/Comments1.xml\"/>"
        try book.write(to: files.folder.path("whole.xlsx"))
        let whole = try ZipArchive(path: files.folder.path("whole.xlsx"))
        let writer = try ZipWriter(path: files.original)
        for entry in whole.entries where entry.name != "xl/worksheets/sheet2.xml" {
            try writer.copy(entry, from: whole)
        }
        try writer.finish()
        try markCells(in: files.original, to: files.marked, marks: [MarkedFiles.mark("A1")])
        let workbook = try Workbook(path: files.marked)
        #expect(workbook.sheets.map(\.kind) == [.worksheet, .missing, .worksheet])
        #expect(isMarkList(workbook.sheets[2], in: workbook))
        #expect(try files.names().isDisjoint(with: ["xl/worksheets/sheet2.xml", "xl/comments1.xml"]))
    }

    @Test func `a list of ours is known, a sheet with the same name is not`() throws {
        var book = OddWorkbook(OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"/></row>"))
        book.sheets.append(("Errors", OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")))
        _ = try files.part(of: book, marking: ["A1"])
        let workbook = try Workbook(path: files.marked)
        #expect(workbook.sheets.map { isMarkList($0, in: workbook) } == [false, false, true])
    }

    @Test func `a strict workbook stays strict`() throws {
        let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        let original = PeerMarkingTests.corpus.appendingPathComponent("strict_iso_paths.xlsx").path
        let sheet = try Workbook(path: original).sheets[0].name
        try markCells(in: original, to: files.marked, marks: [MarkedFiles.mark("A1", sheet: sheet)])
        let workbook = try Workbook(path: files.marked)
        let list = try #require(workbook.sheets.last)
        #expect(try files.text(of: list.part).contains("xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\""))
        #expect(workbook.relationships.allSatisfy { !$0.type.contains("openxmlformats.org/officeDocument") })
        let arrows = try workbook.package.relationships(of: workbook.sheets[0].part)
        #expect(arrows.contains { $0.type == strict + "/comments" })
    }

    @Test func `a sheet in UTF-16 is written in UTF-8`() throws {
        let xml =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
            + OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>é🙂</t></is></c></row>")
        let writer = try ZipWriter(path: files.original)
        try OddWorkbook(OddWorkbook.sheet("")).write(to: files.folder.path("plain.xlsx"))
        let plain = try ZipArchive(path: files.folder.path("plain.xlsx"))
        for entry in plain.entries where entry.name != "xl/worksheets/sheet1.xml" {
            try writer.copy(entry, from: plain)
        }
        let units = Array(xml.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        try writer.add("xl/worksheets/sheet1.xml", [0xFF, 0xFE] + units)
        try writer.finish()
        try markCells(in: files.original, to: files.marked, marks: [MarkedFiles.mark("A1"), MarkedFiles.mark("B2")])
        #expect(
            try files.text(of: "xl/worksheets/sheet1.xml") == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + OddWorkbook.sheet(
                    "<row r=\"1\"><c s=\"3\" r=\"A1\" t=\"inlineStr\"><is><t>é🙂</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"B2\" s=\"3\"/></row>", tail: SheetPatchTests.link))
    }

    @Test func `a formula that somebody wrote into our list leaves no trace`() throws {
        _ = try files.part(of: OddWorkbook(OddWorkbook.sheet("")), marking: ["A1"])
        let list = try files.text(of: "xl/worksheets/sheet2.xml")
            .replacing("</sheetData>", with: "<row r=\"9\"><c r=\"D9\"><f>1+1</f><v>2</v></c></row></sheetData>")
        var book = OddWorkbook(OddWorkbook.sheet(""))
        book.sheets.append(("Errors", list))
        let chain = "<calcChain xmlns=\"\(OddWorkbook.main)\"><c r=\"D9\" i=\"2\"/></calcChain>"
        book.parts = [("xl/calcChain.xml", chain)]
        book.workbookArrows =
            "<Relationship Id=\"rIdC\" Type=\"\(OddWorkbook.office)/calcChain\" "
            + "Target=\"calcChain.xml\"/>"
        try book.write(to: files.original)
        try markCells(in: files.original, to: files.marked, marks: [MarkedFiles.mark("A1")])
        #expect(try !files.names().contains("xl/calcChain.xml"))
        #expect(try !files.text(of: "xl/_rels/workbook.xml.rels").contains("calcChain"))
        #expect(try !files.text(of: "xl/worksheets/sheet2.xml").contains("<f>"))
    }

    @Test func `parts changed at random are marked or refused, never a crash`() throws {
        let book = OddWorkbook.noted(
            ["<t>a</t>", "<r><t>Gatehouse: b</t></r>"],
            rows: "<row r=\"1\" s=\"1\"><c r=\"A1\" s=\"1\"/></row><row r=\"3\"/>")
        try book.write(to: files.folder.path("plain.xlsx"))
        let plain = try ZipArchive(path: files.folder.path("plain.xlsx"))
        var random = SystemRandomNumberGenerator()
        for round in 0..<400 {
            let writer = try ZipWriter(path: files.original)
            let victim = plain.entries[round % plain.entries.count]
            for entry in plain.entries {
                guard entry == victim else {
                    try writer.copy(entry, from: plain)
                    continue
                }
                var bytes = try plain.bytes(of: entry)
                for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[place] = Array("<>/\"' =:&!0a\u{0}".utf8).randomElement(using: &random) ?? 0
                    case 1: bytes.removeSubrange(place..<min(place + Int.random(in: 1...9), bytes.count))
                    default: bytes.insert(contentsOf: bytes[place...].prefix(12), at: place)
                    }
                }
                try writer.add(entry.name, bytes)
            }
            try writer.finish()
            do {
                let marks = [MarkedFiles.mark("A1"), MarkedFiles.mark("B3"), MarkedFiles.mark("C9")]
                try markCells(in: files.original, to: files.marked, marks: marks)
                _ = try Workbook(path: files.marked).countCells()
            } catch let error as MarkingError {
                #expect("\(error)".hasSuffix("."))
            } catch is XLSXError {
            }
        }
    }

    @Test func `positions of sheets are counted anew when a list goes`() throws {
        _ = try files.part(of: OddWorkbook(OddWorkbook.sheet("")), marking: ["A1"])
        let list = try files.text(of: "xl/worksheets/sheet2.xml")
        var book = OddWorkbook(list, name: "Errors")
        book.sheets += [("S", OddWorkbook.sheet("")), ("T", OddWorkbook.sheet(""))]
        book.tail =
            "<bookViews><workbookView firstSheet=\"0\" activeTab=\"2\"/></bookViews><definedNames>"
            + "<definedName name=\"a\" localSheetId=\"0\">1</definedName>"
            + "<definedName name=\"a\" localSheetId=\"2\">2</definedName>"
            + "</definedNames>"
        try book.write(to: files.original)
        try markCells(in: files.original, to: files.marked, marks: [])
        let xml = try files.text(of: "xl/workbook.xml")
        #expect(xml.contains("<sheets><sheet name=\"S\""))
        #expect(xml.contains("firstSheet=\"0\" activeTab=\"1\""))
        #expect(xml.contains("<definedNames><definedName name=\"a\" localSheetId=\"1\">2<"))
    }

    @Test func `a workbook without styles gets some`() throws {
        var book = OddWorkbook(OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\" s=\"7\"/></row>"))
        book.styles = nil
        #expect(try files.part(of: book, marking: ["A1"]).contains("<c r=\"A1\" s=\"1\"/>"))
        #expect(try files.text(of: "xl/styles.xml").contains("<fgColor rgb=\"FFFFC7CE\"/>"))
        #expect(try files.text(of: "[Content_Types].xml").contains("/xl/styles.xml"))
    }

    @Test func `a marked format is the same in all but its fill`() throws {
        let book = OddWorkbook(OddWorkbook.sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\" s=\"1\"/></row>"))
        _ = try files.part(of: book, marking: ["A1", "B1"])
        let styles = try files.text(of: "xl/styles.xml")
        #expect(
            styles.contains(
                "<xf applyFill=\"1\" numFmtId=\"49\" fontId=\"0\" fillId=\"2\" borderId=\"0\" applyNumberFormat=\"1\">"
                    + "<alignment horizontal=\"right\"/></xf>"))
        #expect(styles.components(separatedBy: "fillId=\"2\"").count == 2)
        let first = styles
        try files.again([MarkedFiles.mark("A1")])
        #expect(try files.text(of: "xl/styles.xml").components(separatedBy: "FFFFC7CE").count == 2)
        #expect(try files.text(of: "xl/styles.xml").components(separatedBy: "fillId=\"2\"").count == 2, "\(first)")
    }

    @Test func `what is not marked keeps its bytes and its order`() throws {
        var book = OddWorkbook(OddWorkbook.sheet(""))
        book.sheets.append(("T", OddWorkbook.sheet("<row r=\"1\"/>")))
        book.parts = [("xl/vbaProject.bin", "macros"), ("customXml/item1.xml", "<a/>")]
        _ = try files.part(of: book, marking: ["A1"])
        let before = try ZipArchive(path: files.original)
        let after = try ZipArchive(path: files.marked)
        #expect(Array(after.entries.map(\.name).prefix(before.entries.count)) == before.entries.map(\.name))
        for name in ["_rels/.rels", "xl/worksheets/sheet2.xml", "xl/vbaProject.bin", "customXml/item1.xml"] {
            #expect(try packed(name, before) == packed(name, after))
        }
    }

    @Test func `marks that cannot be are refused and leave no file`() throws {
        let book = OddWorkbook(OddWorkbook.sheet(""))
        try book.write(to: files.original)
        func mark(_ mark: CellMark) throws { try markCells(in: files.original, to: files.marked, marks: [mark]) }
        #expect(throws: MarkingError.reading(.noSuchSheet("T"))) { try mark(MarkedFiles.mark("A1", sheet: "T")) }
        #expect(throws: MarkingError.outsideSheet(sheet: "S", row: -1, column: -1)) {
            try mark(MarkedFiles.mark("XFE1"))
        }
        #expect(throws: MarkingError.self) { try markCells(in: files.original, to: files.original, marks: []) }
        var options = MarkingOptions()
        options.sheetTitle = "a/b"
        #expect(throws: MarkingError.self) {
            try markCells(in: files.original, to: files.marked, marks: [], options: options)
        }
        #expect(throws: MarkingError.writing(.archive(.diskFull(path: "/dev/full")))) {
            try markCells(in: files.original, to: "/dev/full", marks: [MarkedFiles.mark("A1")])
        }
        let broken = OddWorkbook("<worksheet><sheetData><row r=\"1\"></sheetData></worksheet>")
        try broken.write(to: files.original)
        #expect(throws: MarkingError.self) { try mark(MarkedFiles.mark("A1")) }
        #expect(!FileManager.default.fileExists(atPath: files.marked))
    }

    private func packed(_ name: String, _ archive: ZipArchive) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try archive.copyCompressedBytes(of: #require(archive.entry(named: name))) { bytes += $0 }
        return bytes
    }
}
