import FileKinds
import Foundation
import Testing

struct FixtureTests {
    static let kinds: [(String, FileKind)] = [
        ("bare.mp3", .mp3), ("bigtiff.tif", .tiff), ("cmyk.jpg", .jpg), ("film.mp4", .unknown), ("letter.doc", .doc),
        ("letter.docx", .docx), ("letter.odt", .odt), ("letter.pdf", .pdf), ("letter.rtf", .rtf),
        ("lossless.webp", .webp), ("picture.bmp", .bmp), ("picture.gif", .gif), ("picture.heic", .heic),
        ("picture.jpg", .jpg), ("picture.pdf", .pdf), ("picture.png", .png), ("picture.tif", .tiff),
        ("picture.webp", .webp), ("slides.ppt", .ppt), ("slides.pptx", .pptx), ("table.ods", .ods),
        ("table.xls", .xls), ("table.xlsx", .xlsx), ("tone.m4a", .m4a), ("tone.mp3", .mp3), ("tone.ogg", .ogg),
        ("tone.opus", .ogg), ("tone.wav", .wav),
    ]

    @Test(arguments: kinds)
    func `a file of a real program is of its kind, under any name`(file: String, kind: FileKind) throws {
        let detector = FileKindDetector()
        for name in [file, "a.txt", "a.csv", "a.exe", nil] {
            let found = try detector.inspect(fileAt: KindFolder.fixture(file), named: name)
            #expect(found.kind == kind, "named \(name ?? "nothing")")
            #expect(!found.isPolyglot)
            #expect(!found.hasMacros)
        }
    }

    @Test(arguments: kinds)
    func `in memory as a whole it is the same, and an archive is left to its file`(
        file: String, kind: FileKind
    ) throws {
        let bytes = try KindFolder.bytes(file)
        for name in [file, "a.txt", "a.csv", nil] {
            let found = try bytes.withUnsafeBytes { try FileKindDetector().inspect(whole: $0, named: name) }
            let isArchive = [FileKind.docx, .odt, .pptx, .ods, .xlsx].contains(kind)
            let inFile = try FileKindDetector().inspect(fileAt: KindFolder.fixture(file), named: name)
            #expect(found == (isArchive ? nil : inFile))
        }
    }

    @Test(arguments: kinds)
    func `its first bytes promise the same`(file: String, kind: FileKind) throws {
        let head = Array(try KindFolder.bytes(file).prefix(4096))
        let found = head.withUnsafeBytes { FileKindDetector().likelyKind(ofHead: $0, named: file) }
        #expect(found == kind)
    }

    @Test(arguments: kinds)
    func `cut off anywhere behind its first bytes it is its kind or unknown, and never a text`(
        file: String, kind: FileKind
    ) throws {
        let folder = try KindFolder()
        let bytes = try KindFolder.bytes(file)
        for part in stride(from: 0.0, to: 1.0, by: 0.05) {
            let count = max(Int(part * Double(bytes.count)), 16)
            let found = try folder.inspect(Array(bytes.prefix(count)), named: file)
            #expect(found.kind == kind || found.kind == .unknown, "\(part)")
            #expect(!found.isPolyglot)
        }
    }

    @Test(arguments: ["letter.docx", "letter.odt", "table.xlsx", "table.ods", "slides.pptx", "letter.pdf"])
    func `a document without its end is unknown`(file: String) throws {
        let bytes = try KindFolder.bytes(file)
        #expect(try KindFolder().inspect(Array(bytes.dropLast(bytes.count / 4)), named: file).kind == .unknown)
    }

    @Test func `a film is unknown, and libmagic names it for the log`() throws {
        let found = try FileKindDetector().inspect(fileAt: KindFolder.fixture("film.mp4"), named: nil)
        #expect(found == FileInspection(.unknown, looksLike: "video/mp4"))
    }

    @Test func `a folder and a missing file are errors that name the path`() throws {
        let folder = try KindFolder()
        for path in [folder.path(""), folder.path("missing")] {
            let error = #expect(throws: FileKindError.self) {
                try FileKindDetector().kind(ofFileAt: path, named: nil)
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains(path))
        }
    }
}
