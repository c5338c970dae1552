import Foundation

/// A folder of one test's own, and Python's opinion of the archives in it.
final class WritingFolder {
    private let root = FileManager.default.temporaryDirectory.appendingPathComponent("zip-\(UUID().uuidString)")

    init() { try? FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: root) }

    func url(_ name: String) -> URL { root.appendingPathComponent(name) }
    func path(_ name: String) -> String { url(name).path }

    /// The names that Python's zipfile lists, and the first damaged entry it finds.
    func pythonTests(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-X", "utf8", "-c",
            "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(','.join(z.namelist()), z.testzip())", path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
