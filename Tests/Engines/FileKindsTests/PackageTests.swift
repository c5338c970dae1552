import FileKinds
import Foundation
import Testing

struct PackageTests {
    private let folder: KindFolder
    init() throws { folder = try KindFolder() }

    private func types(_ part: String, _ type: String) -> String {
        "<Types><Default Extension='xml' ContentType='application/xml'/>"
            + "<Override ContentType=\"application/vnd.\(type).main+xml\" PartName=\"/\(part)\"/></Types>"
    }

    private let workbook = "openxmlformats-officedocument.spreadsheetml.sheet"

    @Test func `a package is a document only with its main part`() throws {
        let list = (name: "[Content_Types].xml", text: types("xl/workbook.xml", workbook))
        #expect(try folder.inspect(folder.zip([list, ("xl/workbook.xml", "<workbook/>")])).kind == .xlsx)
        #expect(try folder.inspect(folder.zip([list]), named: "a.xlsx").kind == .zip)
        #expect(try folder.inspect(folder.zip([("xl/workbook.xml", "")]), named: "a.xlsx").kind == .zip)
    }

    @Test func `the main part may have another name or the default type`() throws {
        let other = (name: "[Content_Types].xml", text: types("tables/book.xml", workbook))
        #expect(try folder.inspect(folder.zip([other, ("tables/book.xml", "")])).kind == .xlsx)
        let text =
            "<ct:Types><ct:Default Extension='xml' ContentType='application/vnd.\(workbook).main+xml'/></ct:Types>"
        #expect(
            try folder.inspect(folder.zip([("[Content_Types].xml", text), ("xl/workbook.xml", "")])).kind == .xlsx)
    }

    @Test func `macros make a kind of their own`() throws {
        for (kind, part, type) in [
            (FileKind.xlsm, "xl/workbook.xml", "ms-excel.sheet.macroEnabled"),
            (.docm, "word/document.xml", "ms-word.document.macroEnabled"),
            (.pptm, "ppt/presentation.xml", "ms-powerpoint.presentation.macroEnabled"),
        ] {
            let found = try folder.inspect(folder.zip([("[Content_Types].xml", types(part, type)), (part, "")]))
            #expect(found == FileInspection(kind, hasMacros: true))
        }
    }

    @Test func `macros hidden in a package without them are found`() throws {
        let found = try folder.inspect(
            folder.zip([
                ("[Content_Types].xml", types("xl/workbook.xml", workbook)), ("xl/workbook.xml", ""),
                ("xl/VBAProject.bin", "x"),
            ]), named: "a.xlsx")
        #expect(found == FileInspection(.xlsm, hasMacros: true))
    }

    @Test func `a package that is two documents is neither`() throws {
        let text =
            types("xl/workbook.xml", workbook)
            + types("word/document.xml", "openxmlformats-officedocument.wordprocessingml.document")
        let archive = try folder.zip([
            ("[Content_Types].xml", text), ("xl/workbook.xml", ""), ("word/document.xml", ""),
        ])
        #expect(try folder.inspect(archive, named: "a.docx").kind == .zip)
    }

    @Test func `an OpenDocument needs its type, content and manifest`() throws {
        let type = (name: "mimetype", text: "application/vnd.oasis.opendocument.text")
        let parts = [(name: "content.xml", text: ""), (name: "META-INF/manifest.xml", text: "")]
        #expect(try folder.inspect(folder.zip([type] + parts)).kind == .odt)
        #expect(try folder.inspect(folder.zip([type]), named: "a.odt").kind == .zip)
        #expect(try folder.inspect(folder.zip(parts), named: "a.odt").kind == .zip)
        #expect(try folder.inspect(folder.zip([type] + parts + [("Basic/x", "")])).hasMacros)
    }

    @Test func `an archive is an archive, be it empty or a program`() throws {
        #expect(try folder.inspect(folder.zip([]), named: "a.docx").kind == .zip)
        #expect(try folder.inspect(folder.zip([("META-INF/MANIFEST.MF", "")]), named: "a.docx").kind == .zip)
    }

    @Test func `a compound file is what stands below its root`() throws {
        var bytes = try KindFolder.bytes("letter.doc")
        let name = Array("WordDocument".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let place = try #require(bytes.firstRange(of: name)).lowerBound
        bytes[place] = UInt8(ascii: "X")
        #expect(try folder.inspect(bytes, named: "a.doc").kind == .unknown)
    }

    @Test func `macros of a compound file are told`() throws {
        var bytes = try KindFolder.bytes("letter.doc")
        func wide(_ name: String) -> [UInt8] { name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
        let place = try #require(bytes.firstRange(of: wide("1Table")))
        bytes.replaceSubrange(place, with: wide("Macros"))
        #expect(try folder.inspect(bytes) == FileInspection(.doc, hasMacros: true))
    }

    @Test func `a compound file whose directory leads in circles or away is unknown or itself`() throws {
        let bytes = try KindFolder.bytes("table.xls")
        for position in [30, 44, 48, 68, 72, 76, 512, 516] {
            for value in [0, 1, 7, 0x7F, 0xFE, 0xFF] as [UInt8] {
                var changed = bytes
                for index in position..<position + 4 { changed[index] = value }
                let kind = try folder.inspect(changed, named: "a.xls").kind
                #expect(kind == .unknown || kind == .xls)
            }
        }
    }
}
