import FileKinds
import Testing

struct FileKindTests {
    @Test func `every kind but unknown is found again by each of its extensions`() {
        for kind in FileKind.allCases where kind != .unknown {
            #expect(!kind.filenameExtensions.isEmpty)
            for name in kind.filenameExtensions {
                #expect(FileKind.named(extension: name) == kind)
                #expect(FileKind.named(extension: "." + name.uppercased()) == kind)
                #expect(kind.allows(filename: "Plan 1." + name))
            }
        }
        #expect(FileKind.jpg.filenameExtensions == ["jpg", "jpeg", "jpe", "jif", "jfif"])
    }

    @Test func `the last extension of a name counts`() {
        #expect(FileKind.named(filename: "a.pdf.exe") == nil)
        #expect(FileKind.named(filename: "a.exe.pdf") == .pdf)
        #expect(FileKind.named(filename: "pdf") == nil)
        #expect(FileKind.named(filename: "a.") == nil)
        #expect(!FileKind.unknown.allows(filename: "a.bin"))
    }

    @Test func `what can run in a browser is never safe to show`() {
        #expect(FileKind.allCases.filter(\.isInlineSafe) == [.png, .jpg, .gif, .bmp, .webp, .pdf])
        #expect(FileInspection(.png).mayBeShownInline)
        #expect(!FileInspection(.png, alsoReadsAs: .html).mayBeShownInline)
    }
}
