import FileKinds
import Foundation
import Testing

struct PolyglotTests {
    private let folder: KindFolder
    init() throws { folder = try KindFolder() }

    static let carriers = [
        "picture.png", "picture.jpg", "picture.gif", "picture.bmp", "picture.tif", "picture.webp", "picture.heic",
        "letter.pdf", "tone.mp3", "tone.wav", "tone.ogg", "tone.m4a", "letter.rtf",
    ]

    @Test(arguments: carriers + ["letter.doc", "table.xls", "slides.ppt"])
    func `an archive behind another file is found`(file: String) throws {
        let bytes = try KindFolder.bytes(file) + folder.zip([("Main.class", "x"), ("b", "y")])
        let found = try folder.inspect(bytes, named: file)
        #expect(found.kind == FileKind.named(filename: file))
        #expect(found.alsoReadsAs == .zip)
        #expect(!found.mayBeShownInline)
    }

    @Test func `an archive that begins far before the end is found`() throws {
        let noise = String((0..<300_000).map { Character(UnicodeScalar(UInt8(33 + ($0 &* 7919 >> 3) % 90))) })
        let many = (0..<3000).map { (name: "entry-\($0)-with-a-name-that-takes-some-room", text: $0 == 0 ? noise : "") }
        let bytes = try KindFolder.bytes("picture.jpg") + folder.zip(many)
        #expect(try folder.inspect(bytes).alsoReadsAs == .zip)
        #expect(try folder.inspect(bytes + [UInt8](repeating: 0, count: 100)).alsoReadsAs == .zip)
    }

    @Test func `the letters of an archive's end alone are no archive`() throws {
        let end: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 1, count: 18)
        #expect(try !folder.inspect(KindFolder.bytes("picture.jpg") + end).isPolyglot)
        #expect(try !folder.inspect(KindFolder.bytes("picture.jpg") + end.prefix(5)).isPolyglot)
    }

    @Test(arguments: ["<html>", "<SCRIPT>alert(1)</SCRIPT>", "<?php system(1)", "<!doctype HTML>", "<iframe src=x>"])
    func `html in a picture's first bytes is found`(markup: String) throws {
        // A comment of a GIF, and a comment segment of a JPEG.
        var gif = try KindFolder.bytes("picture.gif")
        let colours = 13 + 3 << (Int(gif[10] & 7) + 1)
        gif.insert(contentsOf: [0x21, 0xFE, UInt8(markup.utf8.count)] + Array(markup.utf8) + [0], at: colours)
        #expect(try folder.inspect(gif) == FileInspection(.gif, alsoReadsAs: .html))
        var jpeg = try KindFolder.bytes("picture.jpg")
        jpeg.insert(contentsOf: [0xFF, 0xFE, 0, UInt8(markup.utf8.count + 2)] + Array(markup.utf8), at: 2)
        #expect(try folder.inspect(jpeg) == FileInspection(.jpg, alsoReadsAs: .html))
    }

    @Test func `the metadata of honest pictures is no html`() throws {
        var jpeg = try KindFolder.bytes("picture.jpg")
        let packet = Array("http://ns.adobe.com/xap/1.0/\0<?xpacket begin='' id=''?><x:xmpmeta><rdf:RDF/>".utf8)
        jpeg.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(packet.count + 2)] + packet, at: 2)
        #expect(try folder.inspect(jpeg) == FileInspection(.jpg))
    }

    @Test func `a document in a picture's first bytes, and a picture before a document, are found`() throws {
        var jpeg = try KindFolder.bytes("picture.jpg")
        jpeg.insert(contentsOf: [0xFF, 0xFE, 0, 11] + Array("%PDF-1.4\n".utf8), at: 2)
        #expect(try folder.inspect(jpeg).alsoReadsAs == .pdf)
        let gif = try KindFolder.bytes("picture.gif") + KindFolder.bytes("letter.pdf")
        #expect(try folder.inspect(gif).alsoReadsAs == .pdf)
    }

    @Test func `a page before a document is found`() throws {
        let bytes = try Array("<html><script>alert(1)</script>".utf8) + KindFolder.bytes("letter.pdf")
        #expect(try folder.inspect(bytes) == FileInspection(.pdf, alsoReadsAs: .html))
    }

    @Test func `a document that is an archive with a document in front of it is found`() throws {
        var bytes = try folder.zip([("%PDF-1.4", "x")])
        #expect(try folder.inspect(bytes).kind == .zip)
        bytes = try folder.zip([
            ("%PDF-1.4", "x"), ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", ""),
            ("META-INF/manifest.xml", ""),
        ])
        #expect(try folder.inspect(bytes) == FileInspection(.odt, alsoReadsAs: .pdf))
    }
}
