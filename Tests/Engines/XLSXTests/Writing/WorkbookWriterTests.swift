import Foundation
import Testing
import Zip

@testable import XLSX

struct WorkbookWriterTests {
    let folder = PeerFolder()

    @Test(.enabled(if: Peer.hasOpenpyxl))
    func `openpyxl reads what was written`() throws {
        let path = folder.path("a.xlsx")
        let writer = try WorkbookWriter(path: path)
        let columns = [
            WorkbookWriter.Column(width: 20, format: .text), .init(hidden: true), .init(choices: ["yes", "no"]),
        ]
        try writer.startSheet("Keys & <co>", .init(columns: columns, frozenRows: 1, autofilter: true))
        try writer.append(["key", "n", "flag"], style: .header)
        try writer.append(["00ab", 42, true])
        try writer.append([
            .linked(.text("go"), to: .init(sheet: "Bob's", row: 3, column: 27)), .number(0.1),
            .styled(.number(45000), .init(format: .custom("yyyy-mm-dd"))),
        ])
        try writer.startSheet("Bob's")
        try writer.append([.blank, .integer(-7), .number(1e300), .boolean(false)])
        try writer.startSheet("Hidden", .init(hidden: true))
        try writer.finish()

        let book = try Described.of(path)
        #expect(book.names == ["Keys & <co>", "Bob's", "Hidden"])
        let keys = try #require(book.sheets["Keys & <co>"])
        #expect(keys.freeze == "A2")
        #expect(keys.filter == "A1:C3")
        #expect(keys.hidden == ["B"])
        #expect(keys.widths["A"] == 20)
        #expect(keys.choices == ["C2:C1048576": "\"yes,no\""])
        #expect(keys.cells["A1"]?.bold == true)
        #expect(keys.cells["A2"] == .init(value: "00ab", type: "s", bold: false, format: "@"))
        #expect(keys.cells["B2"]?.value == "42")
        #expect(keys.cells["C2"]?.type == "b")
        #expect(keys.cells["A3"]?.link == "'Bob''s'!AB3")
        #expect(keys.cells["B3"]?.value == "0.1")
        #expect(keys.cells["C3"]?.format == "yyyy-mm-dd")
        let bob = try #require(book.sheets["Bob's"])
        #expect(bob.cells["A1"] == nil)
        #expect(bob.cells["B1"]?.value == "-7")
        #expect(bob.cells["C1"]?.value == "1e+300")
        #expect(bob.cells["D1"]?.value == "False")
        #expect(book.sheets["Hidden"]?.state == "hidden")
    }

    @Test(.enabled(if: Peer.hasOpenpyxl))
    func `text that looks like a formula, like markup or like white space stays text`() throws {
        let texts = [
            "=1+1", "+1", "-1", "@SUM(A1)", "<b>&amp;\"x\"'", "  spaces  ", "two\nlines", "\ttab", "日本 🙂", "007",
        ]
        let path = folder.path("texts.xlsx")
        let writer = try WorkbookWriter(path: path)
        try writer.startSheet("S")
        for text in texts { try writer.append([.text(text)]) }
        try writer.finish()
        let cells = try #require(Described.of(path).sheets["S"]?.cells)
        for (index, text) in texts.enumerated() {
            #expect(cells["A\(index + 1)"]?.value == text)
            #expect(cells["A\(index + 1)"]?.type == "s")
        }
    }

    /// The texts are as long as to end the block of output behind every byte of a cell, in cells with white space to
    /// keep and in cells without.
    @Test(arguments: [897, 1021])
    func `text at the end of a block of output stays as it is`(length: Int) throws {
        let path = folder.path("blocks.xlsx")
        let writer = try WorkbookWriter(path: path)
        try writer.startSheet("S")
        let kept = String(repeating: "k", count: length) + " "
        let plain = String(repeating: "p", count: length)
        for row in 0..<20_000 { try writer.append([.text(row % 3 == 0 ? plain : kept)]) }
        try writer.finish()
        let workbook = try Workbook(path: path)
        var wrong = 0
        try workbook.readRows(of: workbook.sheets[0]) { row in
            if row[0].string != ((row.index - 1) % 3 == 0 ? plain : kept) { wrong += 1 }
            return true
        }
        #expect(wrong == 0)
    }

    @Test func `characters that XML cannot hold are escaped, and text like an escape too`() {
        func escaped(_ text: String) -> String { String(decoding: XMLText.escaped(text), as: UTF8.self) }
        #expect(escaped("a\u{0}b\u{1F}\r\n\t") == "a_x0000_b_x001F__x000D_\n\t")
        #expect(escaped("_x0041_ _x00g1_ __x0041") == "_x005F_x0041_ _x00g1_ __x0041")
        #expect(escaped("\u{FFFE}\u{FFFF}\u{FFFD}\u{FEFF}") == "_xFFFE__xFFFF_\u{FFFD}\u{FEFF}")
        #expect(escaped("é ﾟ \u{FFFC} plain") == "é ﾟ \u{FFFC} plain")
    }

    @Test(arguments: ["", String(repeating: "a", count: 32), "a/b", "a[b", "'a", "a'", "History", "a\u{7}", "used"])
    func `a sheet's name keeps the rules`(name: String) throws {
        let writer = try WorkbookWriter(path: folder.path("names.xlsx"))
        try writer.startSheet("Used")
        #expect(throws: WorkbookWriteError.self) { try writer.startSheet(name) }
    }

    @Test func `the limits of a sheet are errors that say where`() throws {
        let writer = try WorkbookWriter(path: folder.path("limits.xlsx"))
        #expect(throws: WorkbookWriteError.self) { try writer.append(["a row before a sheet"]) }
        #expect(throws: WorkbookWriteError.misuse("the end before the first visible sheet")) { try writer.finish() }
        try writer.startSheet("S")
        try writer.append([.text(String(repeating: "é", count: 32_767))])
        #expect(throws: WorkbookWriteError.textTooLong(sheet: "S", cell: "B2", found: 32_768)) {
            try writer.append([.blank, .text(String(repeating: "é", count: 32_768))])
        }
        #expect(throws: WorkbookWriteError.tooManyColumns(sheet: "S", row: 3, found: 16_385)) {
            try writer.append(Array(repeating: .blank, count: 16_385))
        }
        #expect(throws: WorkbookWriteError.numberNotFinite(sheet: "S", cell: "A4")) {
            try writer.append([.number(.infinity)])
        }
        for _ in 4..<SheetLimits.rows { try writer.append([]) }
        #expect(throws: WorkbookWriteError.tooManyRows(sheet: "S")) { try writer.append([]) }
        #expect(throws: WorkbookWriteError.choices(sheet: "T", column: 1)) {
            try writer.startSheet("T", .init(columns: [.init(), .init(choices: ["a,b"])]))
        }
    }

    @Test func `the same rows give the same bytes, and an unfinished workbook no file`() throws {
        for name in ["1", "2"] {
            let writer = try WorkbookWriter(path: folder.path(name))
            try writer.startSheet("S")
            try writer.append(["a", 1])
            try writer.finish()
        }
        #expect(try Data(contentsOf: folder.url("1")) == Data(contentsOf: folder.url("2")))
        var writer: WorkbookWriter? = try WorkbookWriter(path: folder.path("half"))
        try writer?.startSheet("S")
        writer = nil
        #expect(!FileManager.default.fileExists(atPath: folder.path("half")))
    }

    @Test func `names of columns count on from Z`() {
        #expect([0, 25, 26, 701, 702, 16_383].map(CellName.columnText) == ["A", "Z", "AA", "ZZ", "AAA", "XFD"])
        #expect(CellName.text(row: 1_048_576, column: 16_383) == "XFD1048576")
    }
}
