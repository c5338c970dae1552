import Foundation
import Images
import Testing

@Suite(.enabled(if: ImageFolder.isExpected, "set GATEHOUSE_PYTHON to a Python with Pillow"))
struct RefusalTests {
    @Test(arguments: ["cut.jpg", "cut.png"])
    func `an image that is cut off is damaged, and nothing is written`(name: String) async throws {
        try await ImageFolder.with { folder in
            let error = await imageError { _ = try await convert(name, in: folder) }
            guard case .notAnImage = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!folder.exists())
        }
    }

    @Test func `a bomb is told by its header and never unpacked`() async throws {
        try await ImageFolder.with { folder in
            let facts = try await folder.workers.facts(ofFileAt: folder.image("bomb.png"))
            #expect(facts == ImageFacts(format: .png, width: 50_000, height: 50_000))
            let error = await imageError { _ = try await convert("bomb.png", in: folder) }
            #expect(error == .tooLarge(width: 50_000, height: 50_000, pages: 1, maximumPixels: 100_000_000))
            #expect(!folder.exists())
        }
    }

    @Test func `the pages of an animation count together`() async throws {
        try await ImageFolder.with({ $0.maximumPixels = 96 * 64 * 2 }) { folder in
            let error = await imageError { _ = try await convert("moving.gif", in: folder) }
            #expect(error == .tooLarge(width: 96, height: 64, pages: 3, maximumPixels: 96 * 64 * 2))
            let first = try await folder.converted("moving.gif", .jpeg)
            #expect(first.pages == 1)
        }
    }

    @Test(arguments: ["picture.svg", "picture.pdf", "picture.ppm", "picture.pcx"])
    func `formats whose decoders are not for strangers are refused`(name: String) async throws {
        try await ImageFolder.with { folder in
            let expected = ImageError.notAnImage(detail: "its format is not one that is taken")
            #expect(await imageError { _ = try await folder.workers.facts(ofFileAt: folder.image(name)) } == expected)
            #expect(await imageError { _ = try await convert(name, in: folder) } == expected)
        }
    }

    @Test func `a worker without enough memory refuses the image and serves the next`() async throws {
        try await ImageFolder.with({ $0.memory = 330 << 20 }) { folder in
            let path = try folder.image("large.png")
            let error = await imageError {
                _ = try await folder.workers.convert(
                    ImageConversion(from: path, to: folder.target(), output: .webp))
            }
            #expect(error != nil)
            #expect(!folder.exists())
            let next = try await folder.converted("orientation-6.jpg")
            #expect(next.quarters == [0, 1, 2, 3])
        }
    }

    @Test func `an image too large to be written is refused`() async throws {
        try await ImageFolder.with({ $0.maximumOutput = 10_000 }) { folder in
            #expect(await imageError { _ = try await convert("photograph.jpg", in: folder) } != nil)
            #expect(!folder.exists())
            let next = try await folder.converted("orientation-6.jpg")
            #expect(next.quarters == [0, 1, 2, 3])
        }
    }

    @Test func `paths that cannot be used are told`() async throws {
        try await ImageFolder.with { folder in
            for source in [folder.target("missing"), folder.target("")] {
                guard
                    case .unavailable(let detail) = await imageError({
                        _ = try await folder.workers.facts(ofFileAt: source)
                    })
                else {
                    Issue.record("no error for \(source)")
                    continue
                }
                #expect(detail.contains(source))
            }
            try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.target()))
            guard case .unavailable = await imageError({ _ = try await convert("told.png", in: folder) }) else {
                Issue.record("an existing file was no error")
                return
            }
            #expect(try String(contentsOfFile: folder.target(), encoding: .utf8) == "mine")
        }
    }

    private func convert(_ name: String, in folder: ImageFolder) async throws -> ImageFacts {
        try await folder.workers.convert(ImageConversion(from: folder.image(name), to: folder.target()))
    }
}
