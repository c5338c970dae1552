import Basics
import Foundation

/// Makes requests with curl, and shows each as one could type it. The token never stands on a command line.
struct Curl {
    let token: Secret

    struct Answer {
        let status: Int
        let body: Data

        var json: JSON { JSON(text: body) ?? .null }
    }

    /// - Parameters:
    ///   - arguments: what the request needs besides the token and the URL.
    ///   - isSigned: whether the URL opens without a token.
    func request(_ arguments: [String], _ url: String, isSigned: Bool = false) throws -> Answer {
        show(arguments, url, isSigned: isSigned)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["curl", "--silent", "--show-error", "--max-time", "60", "--write-out", "\n%{http_code}"]
            + (isSigned ? [] : ["--config", "-"]) + arguments + [url]
        let output = Pipe()
        process.standardOutput = output
        try Curl.start(process, token: isSigned ? nil : token)
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0, let newline = data.lastIndex(of: 0x0A),
            let status = Int(String(decoding: data[data.index(after: newline)...], as: UTF8.self))
        else { throw DemoFailure("curl could not make the request \(url)") }
        return Answer(status: status, body: Data(data[..<newline]))
    }

    /// Gives the token to curl on its standard input. A curl that ends without reading it says why by its status.
    static func start(_ process: Process, token: Secret?) throws {
        let input = Pipe()
        process.standardInput = input
        do { try process.run() } catch {
            throw DemoFailure("curl is not there (\(error)); install it: apt-get install curl")
        }
        if let token {
            try? input.fileHandleForWriting.write(
                contentsOf: Data("header = \"Authorization: Bearer \(token.exposed)\"\n".utf8))
        }
        try input.fileHandleForWriting.close()
    }

    private func show(_ arguments: [String], _ url: String, isSigned: Bool) {
        let authorization = isSigned ? "" : " -H \"Authorization: Bearer $TOKEN\""
        let words = arguments.map { $0.contains { " {}\"?&".contains($0) } ? "'\($0)'" : $0 }
        say("    $ curl\(authorization) \((words + [isSigned ? "'\(url)'" : url]).joined(separator: " "))")
    }
}

/// A step of the demo was not as it should be.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
