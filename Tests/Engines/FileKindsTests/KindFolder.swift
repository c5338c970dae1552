import FileKinds
import Foundation
import Testing
import Zip

/// A folder of one test's own, and the files that others made.
final class KindFolder {
    private let root = FileManager.default.temporaryDirectory.appendingPathComponent("kinds-\(UUID().uuidString)")
    private let detector = FileKindDetector()

    init() throws { try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: root) }

    static func fixture(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Fixtures/Kinds/\(name)").standardized.path
    }

    static func bytes(_ fixture: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(fixture))) }

    private static func url(_ fixture: String) -> URL { URL(fileURLWithPath: Self.fixture(fixture)) }

    func path(_ name: String) -> String { root.appendingPathComponent(name).path }

    /// What is found in these bytes under this name: in a file, and the same in memory.
    func inspect(_ bytes: [UInt8], named name: String? = nil) throws -> FileInspection {
        let path = path("file")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let found = try detector.inspect(fileAt: path, named: name)
        if bytes.count <= 128 << 10,
            let inMemory = try bytes.withUnsafeBytes({ try detector.inspect(whole: $0, named: name) })
        {
            #expect(inMemory == found)
        }
        return found
    }

    func inspect(_ text: String, named name: String? = nil) throws -> FileInspection {
        try inspect(Array(text.utf8), named: name)
    }

    /// The bytes of an archive with these entries.
    func zip(_ entries: [(name: String, text: String)]) throws -> [UInt8] {
        let writer = try ZipWriter(path: path("archive"))
        for entry in entries {
            try writer.add(
                entry.name, Array(entry.text.utf8), compression: entry.name == "mimetype" ? .stored : .standard)
        }
        try writer.finish()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path("archive"))))
    }
}
