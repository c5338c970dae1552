import Foundation
import ScannerClamd
import Scanning
import Testing

/// The clamd whose addresses `GATEHOUSE_SCANNER` names, as `bin/scanner start` prints them; it has to be there where
/// `CI` is set.
enum ScannerServer {
    private static let environment = ProcessInfo.processInfo.environment
    static let addresses = (environment["GATEHOUSE_SCANNER"] ?? "").split(separator: " ").map(String.init)
    static let isExpected = !addresses.isEmpty || environment["CI"] != nil

    /// The text that it finds, and the name that it gives it.
    static let virus = Array("gatehouse-test-virus".utf8)
    static let signature = "Gatehouse.Test.UNOFFICIAL"
    /// Bytes that it takes of a stream.
    static let largest = 2 << 20

    static func scanner(
        at address: String, _ adjust: (inout ClamdScanner.Options) -> Void = { _ in }
    ) throws -> ClamdScanner {
        var options = ClamdScanner.Options()
        adjust(&options)
        return ClamdScanner(try ClamdAddress(address), options: options)
    }
}

extension VirusScanner {
    func scan(_ bytes: [UInt8], piece: Int = 100_000) async throws(ScanError) -> ScanVerdict {
        try await scan { offset in Array(bytes.dropFirst(Int(offset)).prefix(piece)) }
    }

    /// The error of a scan, by its case alone.
    func failure(_ bytes: [UInt8]) async -> String? {
        do throws(ScanError) {
            _ = try await scan(bytes)
            return nil
        } catch {
            return switch error {
            case .unavailable: "unavailable"
            case .timedOut: "timedOut"
            case .tooLarge: "tooLarge"
            case .overloaded: "overloaded"
            case .sourceFailed: "sourceFailed"
            }
        }
    }
}
