import Foundation
import Images
import Testing

/// Images that Pillow has made, workers to look at them, and Pillow's opinion of what comes out.
///
/// Pillow is asked by `GATEHOUSE_PYTHON` (or python3). Where `CI` or `GATEHOUSE_PYTHON` is set it must be there;
/// elsewhere these tests are shown as skipped.
struct ImageFolder {
    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["GATEHOUSE_PYTHON"] ?? "python3"
    static let isExpected = environment["CI"] != nil || environment["GATEHOUSE_PYTHON"] != nil || hasPillow

    private static let hasPillow = (try? run(["-c", "import PIL"])) != nil
    private static let images = Result { try made() }

    private let root = FileManager.default.temporaryDirectory.appendingPathComponent("images-\(UUID().uuidString)")
    let workers: ImageWorkers

    /// With a folder and workers of its own, gone with the body.
    static func with(
        _ adjust: (inout ImageWorkers.Options) -> Void = { _ in },
        _ body: (ImageFolder) async throws -> Void
    ) async throws {
        var options = ImageWorkers.Options()
        options.timeout = .seconds(60)
        adjust(&options)
        let folder = ImageFolder(
            workers: ImageWorkers(executable: ImageWorkers.executableBesideThisOne(), options: options))
        try FileManager.default.createDirectory(at: folder.root, withIntermediateDirectories: true)
        defer {
            folder.workers.shutdown()
            try? FileManager.default.removeItem(at: folder.root)
        }
        try await body(folder)
    }

    /// The path of one of Pillow's images.
    func image(_ name: String) throws -> String { try Self.images.get().appendingPathComponent(name).path }

    /// A file that a program made, from Tests/Fixtures/Kinds.
    static func fixture(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Fixtures/Kinds/\(name)").standardized.path
    }

    func target(_ name: String = "target") -> String { root.appendingPathComponent(name).path }

    func exists(_ name: String = "target") -> Bool { FileManager.default.fileExists(atPath: target(name)) }

    /// Converts one of Pillow's images and has Pillow look at the result.
    func converted(
        _ name: String, _ output: ImageConversion.Output = .keep, width: Int? = nil, height: Int? = nil,
        watermark: String? = nil
    ) async throws -> Looks {
        let target = target(UUID().uuidString)
        let facts = try await workers.convert(
            ImageConversion(
                from: image(name), to: target, output: output, maximumWidth: width, maximumHeight: height,
                watermark: watermark))
        let looks = try Self.look(target)
        #expect(facts.width == looks.width && facts.height == looks.height && facts.pages == looks.pages)
        #expect(facts.format.rawValue == looks.format.lowercased())
        // A gif always has a colour that may shine through.
        #expect(facts.hasAlpha == looks.hasAlpha || facts.format == .gif)
        return looks
    }

    static func look(_ path: String) throws -> Looks {
        let output = try run([script, "look", path])
        return try #require(JSONDecoder().decode([Looks].self, from: Data(output.utf8)).first)
    }

    /// What Pillow sees.
    struct Looks: Decodable, Equatable {
        let format: String
        let width: Int
        let height: Int
        let pages: Int
        let hasAlpha: Bool
        /// Which of the four colours stands in each quarter; [0, 1, 2, 3] is upright.
        let quarters: [Int]
        /// Those of EXIF: 271 maker, 274 orientation, 34853 GPS, 34665 further ones.
        let tags: [Int]
        let hasProfile: Bool
        let colours: Int
        /// A digest of them all.
        let pixels: String
    }

    private static let script = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Peers/images.py")
        .standardized.path

    private static func made() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("images-by-pillow-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try run([script, "make", folder.path])
        return folder
    }

    private struct Failed: Error { let status: Int32 }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "-k", "5", "240", python] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return String(decoding: output, as: UTF8.self)
    }
}

/// The error that a call throws.
func imageError(_ body: () async throws -> Void) async -> ImageError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ImageError
    }
}
