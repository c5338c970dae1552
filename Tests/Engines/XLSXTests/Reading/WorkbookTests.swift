import Testing
import XLSX
import Zip

struct WorkbookTests {
    @Test func `sheets come with name, state, kind and part`() throws {
        var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
        workbook["xl/workbook.xml"] = """
            <workbook xmlns:q="\(HandmadeWorkbook.office)"><sheets><sheet name="A &amp; B" sheetId="7" q:id="rId1"/>\
            <sheet name="H" state="hidden" q:id="rId1"/><sheet name="V" state="veryHidden" q:id="rId1"/>\
            <sheet name="C" q:id="rId4"/><sheet name="M" q:id="rId9"/></sheets></workbook>
            """
        workbook["xl/_rels/workbook.xml.rels"] = HandmadeWorkbook.relationships([
            ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"), ("rId4", "chartsheet", "./chartsheets/../c1.xml"),
        ])
        workbook["xl/c1.xml"] = "<chartsheet/>"
        let opened = try workbook.open()
        #expect(opened.sheets.map(\.name) == ["A & B", "H", "V", "C", "M"])
        #expect(opened.sheets.map(\.state) == [.visible, .hidden, .veryHidden, .visible, .visible])
        #expect(opened.sheets.map(\.kind) == [.worksheet, .worksheet, .worksheet, .chartSheet, .missing])
        #expect(
            opened.sheets.map(\.part).prefix(4) == [
                "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml", "xl/c1.xml",
            ])
        #expect(opened.sheets[0].sheetID == 7)
        #expect(try opened.sheet(named: "a & b").name == "A & B")
        #expect(throws: XLSXError.noSuchSheet("Z")) { try opened.sheet(named: "Z") }
        #expect(throws: XLSXError.notAWorksheet(sheet: "C", kind: "chart sheet")) {
            try opened.readRows(of: opened.sheets[3]) { _ in true }
        }
    }

    @Test func `parts are found whatever their case and slashes`() throws {
        var workbook = HandmadeWorkbook(rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>found</t></si>")
        workbook.parts = workbook.parts.map { ($0.name.uppercased().replacing("/", with: "\\"), $0.bytes) }
        #expect(try workbook.values() == ["A1": .text("found")])
    }

    @Test func `a workbook part of another name is found through the package's relationships`() throws {
        var workbook = HandmadeWorkbook(rows: "<row><c><v>5</v></c></row>")
        let content = workbook["xl/workbook.xml"]
        workbook["xl/workbook.xml"] = nil
        workbook["book/b.xml"] = content
        workbook["_rels/.rels"] = HandmadeWorkbook.relationships([("a", "officeDocument", "/book/b.xml")])
        workbook["book/_rels/b.xml.rels"] = HandmadeWorkbook.relationships([
            ("rId1", "worksheet", "../xl/worksheets/sheet1.xml")
        ])
        #expect(try workbook.open().part == "book/b.xml")
        #expect(try workbook.values() == ["A1": .number(5)])
    }

    @Test func `strings and styles may be missing`() throws {
        var workbook = HandmadeWorkbook(rows: "<row><c s=\"4\"><v>5</v></c></row>")
        workbook["xl/styles.xml"] = nil
        workbook["_rels/.rels"] = nil
        workbook["[Content_Types].xml"] = nil
        #expect(try workbook.values() == ["A1": .number(5)])
    }

    // MARK: What is no workbook

    @Test(arguments: [
        ("", FileKind.empty), ("%PDF-1.7\n", .pdf), ("\u{FEFF}<!DOCTYPE html><p>", .html), ("<html>", .html),
        ("a;b;c\n1;2;3\n", .delimitedText), ("<?xml version='1.0'?><Workbook/>", .xml), ("{\\rtf1", .richText),
        ("GIF89a", .image("GIF")), ("\u{1}\u{2}\u{3}\u{4}", .unknown),
    ])
    func `a file of another kind is called by its name`(_ text: String, _ kind: FileKind) {
        #expect(throws: XLSXError.notAWorkbook(kind)) { try HandmadeWorkbook.open(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], FileKind.image("PNG")), ([0xFF, 0xD8, 0xFF, 0xE0], .image("JPEG")),
            ([0x1F, 0x8B, 0x08], .compressed("gzip")), ([0xFF, 0xFE, 0x41, 0x00], .delimitedText),
        ] as [([UInt8], FileKind)])
    func `a binary file of another kind is called by its name`(_ bytes: [UInt8], _ kind: FileKind) {
        #expect(throws: XLSXError.notAWorkbook(kind)) { try HandmadeWorkbook.open(bytes) }
    }

    /// An OLE2 file of one directory sector with the streams named.
    static func compoundFile(_ streams: [String]) -> [UInt8] {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1528)
        bytes[30] = 9
        bytes[48] = 1
        // The first sector is the allocation table: the directory in sector 1 is a chain of its own.
        bytes.replaceSubrange(512..<1024, with: [UInt8](repeating: 0xFF, count: 512))
        for (index, name) in streams.enumerated() {
            let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            bytes.replaceSubrange(1024 + index * 128..<1024 + index * 128 + units.count, with: units)
            bytes[1024 + index * 128 + 64] = UInt8(units.count + 2)
        }
        return bytes
    }

    @Test func `an old workbook is told from an encrypted one`() {
        func kind(_ streams: [String]) -> XLSXError? {
            do {
                _ = try HandmadeWorkbook.open(Self.compoundFile(streams))
                return nil
            } catch { return error as? XLSXError }
        }
        #expect(kind(["Root Entry", "EncryptionInfo", "EncryptedPackage"]) == .notAWorkbook(.encryptedWorkbook))
        #expect(kind(["Root Entry", "Workbook"]) == .notAWorkbook(.oldWorkbook))
        #expect(kind(["Root Entry", "WordDocument"]) == .notAWorkbook(.compoundFile))
        for length in stride(from: 8, to: 1536, by: 61) {
            let cut = Array(Self.compoundFile(["Root Entry", "Workbook"])[..<length])
            #expect(throws: XLSXError.self) { try HandmadeWorkbook.open(cut) }
        }
    }

    @Test(arguments: [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileKind.document),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", .presentation),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", .binaryWorkbook),
    ])
    func `another Office file is called by its name`(_ type: String, _ kind: FileKind) {
        var workbook = HandmadeWorkbook(rows: "")
        workbook["[Content_Types].xml"] =
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type)\"/></Types>"
        #expect(throws: XLSXError.notAWorkbook(kind)) { try workbook.open() }
    }

    @Test func `OpenDocument and plain archives are called by their names`() {
        var archive = HandmadeWorkbook(rows: "")
        archive.parts = []
        archive["readme.txt"] = "hello"
        #expect(throws: XLSXError.notAWorkbook(.plainArchive)) { try archive.open() }
        archive["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet"
        #expect(throws: XLSXError.notAWorkbook(.openDocument)) { try archive.open() }
    }

    @Test func `every refusal is a sentence`() {
        let kinds: [FileKind] = [
            .empty, .encryptedWorkbook, .encryptedArchive, .oldWorkbook, .compoundFile, .binaryWorkbook, .document,
            .presentation, .openDocument, .appleNumbers, .pdf, .html, .xml, .delimitedText, .richText, .image("PNG"),
            .compressed("gzip"), .plainArchive, .unknown,
        ]
        for kind in kinds {
            let text = XLSXError.notAWorkbook(kind).description
            #expect(text.hasPrefix("The ") && text.hasSuffix("."), "\(text)")
        }
    }
}
