import Foundation
import Images
import Testing

@Suite(.enabled(if: ImageFolder.isExpected, "set GATEHOUSE_PYTHON to a Python with Pillow"))
struct ConversionTests {
    @Test(arguments: 1...8)
    func `a photograph of any orientation becomes upright`(orientation: Int) async throws {
        try await ImageFolder.with { folder in
            let name = "orientation-\(orientation).jpg"
            let facts = try await folder.workers.facts(ofFileAt: folder.image(name))
            #expect(facts == ImageFacts(format: .jpeg, width: 96, height: 64))
            let looks = try await folder.converted(name)
            #expect((looks.width, looks.height) == (96, 64))
            #expect(looks.quarters == [0, 1, 2, 3])
        }
    }

    @Test(
        arguments: ["orientation-6.jpg", "told.png", "told.webp", "told.tif"],
        [ImageConversion.Output.keep, .jpeg, .png, .webp])
    func `place, camera and profile are gone`(name: String, output: ImageConversion.Output) async throws {
        try await ImageFolder.with { folder in
            let before = try ImageFolder.look(folder.image(name))
            // Pillow writes no place into a tiff.
            #expect(before.tags.contains(name == "told.tif" ? 271 : 34853) && before.hasProfile)
            let after = try await folder.converted(name, output)
            #expect(Set(after.tags).isDisjoint(with: [271, 34853]))
            #expect(!after.hasProfile)
            #expect(after.quarters == [0, 1, 2, 3])
        }
    }

    @Test func `a heic becomes a jpeg`() async throws {
        try await ImageFolder.with { folder in
            let source = ImageFolder.fixture("picture.heic")
            #expect(
                try await folder.workers.facts(ofFileAt: source) == ImageFacts(format: .heic, width: 48, height: 32))
            for output in [ImageConversion.Output.keep, .jpeg] {
                let target = folder.target("\(output)")
                let facts = try await folder.workers.convert(ImageConversion(from: source, to: target, output: output))
                #expect(facts == ImageFacts(format: .jpeg, width: 48, height: 32))
                #expect(try ImageFolder.look(target).format == "JPEG")
            }
        }
    }

    @Test func `a smaller image keeps its shape within the box, and none grows`() async throws {
        try await ImageFolder.with { folder in
            var looks = try await folder.converted("photograph.jpg", .jpeg, width: 300, height: 300)
            #expect((looks.width, looks.height) == (300, 200))
            looks = try await folder.converted("photograph.jpg", .webp, height: 100)
            #expect((looks.width, looks.height) == (150, 100))
            looks = try await folder.converted("orientation-6.jpg", .png, width: 48)
            #expect((looks.width, looks.height) == (48, 32))
            #expect(looks.quarters == [0, 1, 2, 3])
            looks = try await folder.converted("orientation-1.jpg", .keep, width: 5000, height: 5000)
            #expect((looks.width, looks.height) == (96, 64))
        }
    }

    @Test(arguments: ["whole.png", "photograph.jpg", "told.webp", "told.tif"])
    func `a watermark changes pixels and nothing else`(name: String) async throws {
        try await ImageFolder.with { folder in
            let plain = try await folder.converted(name)
            let marked = try await folder.converted(name, watermark: "<b>Sample & Sons")
            #expect((marked.width, marked.height) == (plain.width, plain.height))
            #expect(marked.format == plain.format && marked.hasAlpha == plain.hasAlpha)
            #expect(marked.pixels != plain.pixels)
        }
    }

    @Test func `an image without a profile keeps its colours`() async throws {
        try await ImageFolder.with { folder in
            let before = try ImageFolder.look(folder.image("whole.png"))
            let after = try await folder.converted("whole.png")
            #expect(!before.hasProfile && after.pixels == before.pixels)
        }
    }

    @Test(arguments: ["moving.gif", "pages.tif"])
    func `all pages are kept and marked`(name: String) async throws {
        try await ImageFolder.with { folder in
            let looks = try await folder.converted(name, watermark: "Sample")
            #expect(looks.pages == 3)
            #expect((looks.width, looks.height) == (96, 64))
            #expect(looks.colours > 4)
            let first = try await folder.converted(name, .jpeg)
            #expect(first.pages == 1)
            #expect(first.quarters == [0, 1, 2, 3])
        }
    }

    @Test func `what shines through stays so, and is white in a jpeg`() async throws {
        try await ImageFolder.with { folder in
            #expect(try await folder.workers.facts(ofFileAt: folder.image("clear.png")).hasAlpha)
            #expect(try await folder.converted("clear.png").hasAlpha)
            #expect(try await folder.converted("clear.png", .webp).hasAlpha)
            // Of the four colours, yellow is nearest to white and green to black.
            let flat = try await folder.converted("clear.png", .jpeg)
            #expect(!flat.hasAlpha)
            #expect(flat.quarters == [3, 1, 2, 3])
        }
    }
}
