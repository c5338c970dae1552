import Foundation
import Testing

/// Other people's software, asked what it thinks of our workbooks: openpyxl by `GATEHOUSE_PYTHON` (or python3), and
/// LibreOffice by `GATEHOUSE_SOFFICE` (or soffice). Where `CI` or `GATEHOUSE_PYTHON` is set they must be there;
/// elsewhere tests that need them are shown as skipped.
enum Peer {
    static let environment = ProcessInfo.processInfo.environment
    static let python = environment["GATEHOUSE_PYTHON"] ?? "python3"
    static let office = environment["GATEHOUSE_SOFFICE"] ?? "soffice"
    static let isRequired = environment["CI"] != nil || environment["GATEHOUSE_PYTHON"] != nil

    static let hasOpenpyxl = isRequired || (try? run([python, "-c", "import openpyxl"]))?.status == 0
    static let hasOffice = isRequired || (try? run([office, "--headless", "--version"]))?.status == 0

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a script of Tests/Peers; its output, or what went wrong.
    @discardableResult
    static func script(_ name: String, _ arguments: [String], input: String = "") throws -> String {
        let path = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Peers/\(name)").standardized.path
        let result = try run([python, "-X", "utf8", path] + arguments, input: input)
        guard result.status == 0 else { throw Failure(description: "\(name) \(arguments): \(result.errors)") }
        return result.output
    }

    /// The object that a script prints as JSON.
    static func json<Value: Decodable>(
        _ name: String, _ arguments: [String], as type: Value.Type = Value.self
    ) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(script(name, arguments).utf8))
    }

    static func run(
        _ command: [String], input: String = ""
    ) throws -> (status: Int32, output: String, errors: String) {
        let folder = PeerFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "-k", "5", "240"] + command
        for name in ["in", "out", "err"] { try Data(input.utf8).write(to: folder.url(name)) }
        process.standardInput = try FileHandle(forReadingFrom: folder.url("in"))
        process.standardOutput = try emptied(folder.url("out"))
        process.standardError = try emptied(folder.url("err"))
        try process.run()
        process.waitUntilExit()
        let texts = try ["out", "err"].map { try String(decoding: Data(contentsOf: folder.url($0)), as: UTF8.self) }
        return (process.terminationStatus, texts[0], texts[1])
    }

    private static func emptied(_ url: URL) throws -> FileHandle {
        let handle = try FileHandle(forWritingTo: url)
        try handle.truncate(atOffset: 0)
        return handle
    }
}

/// A folder of one test's own.
final class PeerFolder {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("xlsx-\(UUID().uuidString)")

    init() { try? FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: root) }

    func url(_ name: String) -> URL { root.appendingPathComponent(name) }
    func path(_ name: String) -> String { url(name).path }
}
