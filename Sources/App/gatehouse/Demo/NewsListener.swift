import Basics
import Foundation
import Synchronization

/// Hears the pushes of a token as Server-Sent Events, through a curl that stays connected.
final class NewsListener: Sendable {
    private let process: Process
    private let heard = Mutex(Heard())

    private struct Heard {
        var pending = ""
        var events: [JSON] = []
    }

    init(_ url: String, token: Secret) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--silent", "--no-buffer", "--config", "-", url]
        let output = Pipe()
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in
            self?.hear(String(decoding: handle.availableData, as: UTF8.self))
        }
        try Curl.start(process, token: token)
    }

    /// The next push that is no sign of progress; waits 30 seconds at most.
    func next() async throws -> JSON {
        for _ in 0..<300 {
            let event: JSON? = heard.withLock { $0.events.isEmpty ? nil : $0.events.removeFirst() }
            if let event { return event }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw DemoFailure("no push arrived within 30 seconds")
    }

    func stop() {
        process.terminate()
    }

    private func hear(_ text: String) {
        heard.withLock { heard in
            heard.pending += text
            var lines = heard.pending.split(separator: "\n", omittingEmptySubsequences: false)
            heard.pending = String(lines.removeLast())
            for line in lines where line.hasPrefix("data:") {
                guard let event = JSON(text: String(line.dropFirst(5).trimmed)),
                    event["data"]?["type"]?.string?.hasSuffix("progress") == false
                else { continue }
                heard.events.append(event)
            }
        }
    }
}
