import Foundation
import Testing

@testable import DelimitedText

/// Python's csv at the other end, by `GATEHOUSE_PYTHON` (or python3).
struct PeerTests {
    @Test(arguments: [DelimitedText.Delimiter.comma, .tab])
    func `hostile texts have the cells that Python's csv sees`(delimiter: DelimitedText.Delimiter) throws {
        var dice = Dice(state: 20_240_229)
        let mark = String(UnicodeScalar(delimiter.rawValue))
        let pieces = [
            mark, mark, "\"", "\"", "\"\"", "\n", "\r\n", "\r", "a", "bc", " ", "é", "😀", "\"x\"", "\"y\"\"z\"",
        ]
        let fillers = ["", "", String(repeating: "w", count: 61), String(repeating: "\"\"", count: 32)]
        let texts = (0..<6000).map { _ in
            (0..<Int.random(in: 0...14, using: &dice)).map { _ in
                (pieces.randomElement(using: &dice) ?? "")
                    + (Int.random(in: 0..<12, using: &dice) == 0 ? fillers.randomElement(using: &dice) ?? "" : "")
            }.joined()
        }
        let theirs = try python(texts, mark)
        var refused = 0
        for (text, expected) in zip(texts, theirs) {
            for window in [128, 1 << 18] {
                let ours = try? Records(text, delimiter: delimiter, strayQuotes: .literal, window: window)
                let filled = expected?.enumerated().filter { $0.element.contains { !$0.isEmpty } }
                #expect(ours?.rows == filled?.map(\.element), "\(text.debugDescription)")
                #expect(ours?.numbers == filled?.map { $0.offset + 1 }, "\(text.debugDescription)")
            }
            if expected == nil { refused += 1 }
        }
        #expect(refused > 500 && refused < 5000)
    }

    private func python(_ texts: [String], _ delimiter: String) throws -> [[[String]]?] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("csv-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try JSONEncoder().encode(texts).write(to: input)
        try Data().write(to: output)
        let script = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Peers/read_csv.py").standardized
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let python = ProcessInfo.processInfo.environment["GATEHOUSE_PYTHON"] ?? "python3"
        process.arguments = ["timeout", "60", python, "-X", "utf8", script.path, input.path, delimiter]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode([[[String]]?].self, from: Data(contentsOf: output))
    }
}
