import Basics
import Crypto
import Foundation

/// What the bytes of one request must hash to (`Upload-Checksum`).
public struct UploadChecksum: Sendable, Equatable {
    enum Algorithm: String, Sendable, CaseIterable {
        case sha1, sha256
    }

    let algorithm: Algorithm
    let expected: [UInt8]

    /// The names of those that are known, with commas between them.
    public static let algorithms = Algorithm.allCases.map(\.rawValue).joined(separator: ",")

    /// Reads `sha1 <Base64>`. Throws where the algorithm is unknown, or the rest is no hash.
    public init(_ text: String) throws {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let algorithm = words.first.flatMap({ Algorithm(rawValue: String($0)) }) else {
            throw UploadFailures.algorithm(words.first ?? "")
        }
        guard words.count == 2, let hash = Data(base64Encoded: String(words[1])) else {
            throw Failure(
                .invalid, code: "upload.header",
                "Upload-Checksum must be the algorithm, a space and the hash in Base64.")
        }
        self.algorithm = algorithm
        expected = Array(hash)
    }

    /// Adds up the bytes of a request.
    struct Sum: Sendable {
        private let checksum: UploadChecksum
        private var sha1 = Insecure.SHA1()

        init(_ checksum: UploadChecksum) {
            self.checksum = checksum
        }

        mutating func update(_ bytes: [UInt8]) {
            if checksum.algorithm == .sha1 { sha1.update(data: bytes) }
        }

        /// - Parameter digest: of all the bytes, which the store has reckoned anyway.
        func agrees(with digest: Basics.Digest) -> Bool {
            switch checksum.algorithm {
            case .sha1: Array(sha1.finalize()) == checksum.expected
            case .sha256: digest.hex == Hex.encode(checksum.expected)
            }
        }
    }
}
