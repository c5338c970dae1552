import Foundation
import ScannerClamd
import Scanning
import Testing

struct BrokenScannerTests {
    @Test func `a scanner that is not there is unavailable`() async throws {
        for address in ["unix:/nonexistent/clamd", "tcp:127.0.0.1:1", "tcp:no-such-host.invalid:3310"] {
            let scanner = try ScannerServer.scanner(at: address)
            #expect(await scanner.failure([1]) == "unavailable")
        }
    }

    @Test func `a scanner that hangs is given up in time`() async throws {
        let server = try SilentServer()
        let scanner = try ScannerServer.scanner(at: server.address) { $0.silence = .milliseconds(300) }
        #expect(await scanner.failure([1]) == "timedOut")
        #expect(await scanner.failure([UInt8](repeating: 1, count: 8 << 20)) == "timedOut")
    }

    @Test func `a scanner that hangs up is unavailable`() async throws {
        let server = try SilentServer()
        let scanner = try ScannerServer.scanner(at: server.address)
        async let failure = scanner.failure([UInt8](repeating: 1, count: 8 << 20))
        server.hangUp()
        #expect(await failure == "unavailable")
    }

    @Test func `too many scans are refused at once`() async throws {
        let server = try SilentServer()
        let scanner = try ScannerServer.scanner(at: server.address) {
            ($0.connections, $0.waiting, $0.silence) = (1, 1, .milliseconds(500))
        }
        let failures = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<5 { group.addTask { await scanner.failure([1]) } }
            return await group.reduce(into: [String: Int]()) { $0[$1 ?? "none", default: 0] += 1 }
        }
        #expect(failures == ["timedOut": 2, "overloaded": 3])
    }

    @Test func `addresses are what they say`() throws {
        for text in ["unix:/run/clamav/clamd.ctl", "tcp:scanner.internal:3310", "tcp:[::1]:3310"] {
            #expect(try ClamdAddress(text).description == text)
        }
        for text in [
            "", "unix:", "unix:relative", "tcp:", "tcp:host", "tcp:host:", "tcp:host:0", "tcp:host:70000", "tcp::3310",
            "tcp:::1:3310", "http://host", "unix:/" + String(repeating: "a", count: 108),
        ] {
            let error = #expect(throws: ClamdAddressError.self) { try ClamdAddress(text) }
            #expect(error?.text == text)
        }
    }
}

/// Listens and says nothing.
private final class SilentServer: Sendable {
    let address: String
    private let path: String
    private let listener: Int32

    struct Failed: Error {}

    init() throws {
        path = "/tmp/silent-\(UUID().uuidString.prefix(12))"
        address = "unix:\(path)"
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let path = path
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let listener = listener
        let code = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0, listen(listener, 8) == 0 else { throw Failed() }
    }

    /// Takes one connection and closes it.
    func hangUp() { close(accept(listener, nil, nil)) }

    deinit {
        close(listener)
        unlink(path)
    }
}
