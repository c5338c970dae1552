import FileKinds
import Foundation
import Testing

struct TextTests {
    private let folder: KindFolder
    init() throws { folder = try KindFolder() }

    @Test func `a text is a table if its name says so`() throws {
        #expect(try folder.inspect("a;b\n1;2\n", named: "a.csv").kind == .csv)
        #expect(try folder.inspect("a;b\n1;2\n", named: "a.txt").kind == .txt)
        #expect(try folder.inspect("a;b\n1;2\n", named: "a.pdf").kind == .txt)
        #expect(try folder.inspect("a;b\n1;2\n").kind == .txt)
    }

    @Test func `an empty file is a text if it is named like one`() throws {
        #expect(try folder.inspect("", named: "a.csv").kind == .csv)
        #expect(try folder.inspect("", named: "a.txt").kind == .txt)
        #expect(try folder.inspect("", named: "a.png").kind == .unknown)
        #expect(try folder.inspect("").kind == .unknown)
    }

    @Test func `texts of several scripts and encodings are texts`() throws {
        let text = "Übersicht — Квартиры № 12 😀\r\n"
        for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
            let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : encoding == .utf8 ? [] : [0xFE, 0xFF]
            let bytes = mark + [UInt8](try #require(text.data(using: encoding)))
            #expect(try folder.inspect(bytes, named: "a.txt").kind == .txt)
        }
        #expect(try folder.inspect([0xEF, 0xBB, 0xBF] + Array(text.utf8)).kind == .txt)
        for encoding in [String.Encoding.windowsCP1252, .windowsCP1251] {
            let word = encoding == .windowsCP1252 ? "Größe: 5 €\n" : "яблоки и груши\n"
            #expect(try folder.inspect([UInt8](try #require(word.data(using: encoding)))).kind == .txt)
        }
    }

    @Test(
        arguments: [
            [0x61, 0x00, 0x62], [0x61, 0x07], [0x1A, 0x61], [0xFF, 0xFE, 0x61], [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00],
            [0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], [0xEF, 0xBB, 0xBF, 0xFF, 0x61],
        ] as [[UInt8]])
    func `bytes that no text has are unknown`(bytes: [UInt8]) throws {
        #expect(try folder.inspect(bytes, named: "a.txt").kind == .unknown)
    }

    @Test func `a text is read to its end`() throws {
        let line = Array("Wohnung;Mieter;Schlüssel\n".utf8)
        var bytes: [UInt8] = []
        for _ in 0..<6_000 { bytes += line }
        #expect(try folder.inspect(bytes, named: "a.csv").kind == .csv)
        // A character that lies across the border of two pieces.
        for shift in 1...4 {
            #expect(try folder.inspect([UInt8](repeating: 0x61, count: shift) + bytes, named: "a.csv").kind == .csv)
        }
        bytes[bytes.count - 2] = 0
        #expect(try folder.inspect(bytes, named: "a.csv").kind == .unknown)
        #expect(try folder.inspect(Array(bytes.dropLast(2)) + [0x1A], named: "a.csv").kind == .csv)
    }

    @Test(arguments: [
        "<!DOCTYPE html><p>", "\n<html>", "<!-- x --><script>alert(1)</script>", "<IMG src=x onerror=alert(1)>",
        "<?xml version='1.0'?><!DOCTYPE html><html/>", "<?xml version='1.0'?>\n<x:html xmlns:x='u'/>", "<b>",
    ])
    func `html is html under any name`(text: String) throws {
        for name in ["a.txt", "a.csv", "a.xls", nil] { #expect(try folder.inspect(text, named: name).kind == .html) }
        #expect(try folder.inspect("\u{FEFF}" + text).kind == .html)
        let wide = [0xFF, 0xFE] + [UInt8](try #require(text.data(using: .utf16LittleEndian)))
        #expect(try folder.inspect(wide, named: "a.txt").kind == .html)
    }

    @Test(arguments: [
        "<svg/>", "<?xml version=\"1.0\"?><!-- > --><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg PUBLIC '' ''><svg/>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '>'>]><s:svg/>",
    ])
    func `svg is svg and no picture`(text: String) throws {
        #expect(try folder.inspect(text, named: "a.png").kind == .svg)
        #expect(!FileKind.svg.isImage)
    }

    @Test func `other markup is xml by its declaration or its name`() throws {
        #expect(try folder.inspect("<?xml version='1.0'?><Workbook/>", named: "a.xls").kind == .xml)
        #expect(try folder.inspect("<orders/>", named: "a.xml").kind == .xml)
        #expect(try folder.inspect("<orders/>", named: "a.txt").kind == .txt)
        #expect(try folder.inspect("a < b", named: "a.txt").kind == .txt)
        #expect(try folder.inspect("< 5 pieces", named: "a.txt").kind == .txt)
    }

    @Test func `a text that speaks of formats is a text`() throws {
        for text in ["GIF89a is old", "RIFF raff WAVE", "ID3 tags", "BMW 320", "the header is %PDF-1.4", "OggS"] {
            #expect(try folder.inspect(text, named: "a.txt").kind == .txt)
        }
    }
}
