import Foundation
import ScannerClamd
import Scanning
import Testing

@Suite(.enabled(if: ScannerServer.isExpected, "set GATEHOUSE_SCANNER to what `bin/scanner start` prints"))
struct ClamdTests {
    @Test func `over a socket and over TCP, a virus is found and the rest is clean`() async throws {
        #expect(ScannerServer.addresses.count == 2)
        for address in ScannerServer.addresses {
            let scanner = try ScannerServer.scanner(at: address)
            #expect(try await scanner.scan(Array("harmless".utf8)) == .clean)
            #expect(try await scanner.scan([]) == .clean)
            #expect(
                try await scanner.scan(Array("x ".utf8) + ScannerServer.virus)
                    == .infected(signature: ScannerServer.signature))
            #expect(try await scanner.version().hasPrefix("ClamAV "))
        }
    }

    @Test func `a virus across two pieces, and one at the end of many, are found`() async throws {
        let scanner = try ScannerServer.scanner(at: ScannerServer.addresses[0])
        let padding = [UInt8](repeating: 0x2E, count: 1_500_000)
        for piece in [7, 65_536, 1 << 20] {
            let bytes = piece == 7 ? ScannerServer.virus : padding + ScannerServer.virus
            #expect(
                try await scanner.scan(bytes, piece: piece) == .infected(signature: ScannerServer.signature))
        }
    }

    @Test func `more bytes than it takes are too large, not clean`() async throws {
        for address in ScannerServer.addresses {
            let scanner = try ScannerServer.scanner(at: address)
            for size in [ScannerServer.largest + 1, 20 << 20] {
                #expect(await scanner.failure([UInt8](repeating: 0x2E, count: size)) == "tooLarge")
            }
            #expect(try await scanner.scan([UInt8](repeating: 0x2E, count: ScannerServer.largest)) == .clean)
        }
    }

    @Test func `the source's own error comes back, and the next scan works`() async throws {
        struct Torn: Error {}
        let scanner = try ScannerServer.scanner(at: ScannerServer.addresses[0]) { $0.connections = 1 }
        do throws(ScanError) {
            _ = try await scanner.scan { offset in
                if offset > 0 { throw Torn() }
                return [1, 2, 3]
            }
            Issue.record("no error")
        } catch {
            guard case .sourceFailed(let cause) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(cause is Torn)
        }
        #expect(try await scanner.scan([1]) == .clean)
    }

    @Test func `many at once all get their own verdict`() async throws {
        let scanner = try ScannerServer.scanner(at: ScannerServer.addresses[0]) { $0.connections = 3 }
        let verdicts = try await withThrowingTaskGroup(of: (Int, ScanVerdict).self) { group in
            for number in 0..<40 {
                group.addTask {
                    (number, try await scanner.scan(number % 3 == 0 ? ScannerServer.virus : Array("\(number)".utf8)))
                }
            }
            return try await group.reduce(into: [Int: ScanVerdict]()) { $0[$1.0] = $1.1 }
        }
        for (number, verdict) in verdicts {
            #expect(verdict == (number % 3 == 0 ? .infected(signature: ScannerServer.signature) : .clean))
        }
    }
}
