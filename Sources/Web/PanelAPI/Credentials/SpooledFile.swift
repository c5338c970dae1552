import Access
import Basics
import Blobs
import Synchronization

/// An answer that is written before it is sent, in a file without a name: nothing of it is left when nobody reads it any more.
final class SpooledFile: OfflineSink, BlobReader {
    private let output: File
    private let input: File
    private let written = Mutex((size: Int64(0), digest: DigestBuilder()))

    init(in folder: TemporaryFolder) throws {
        (output, input) = try folder.withFile(".json") { path in
            (try File.create(path), try File.openForReading(path))
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try output.write(bytes)
        written.withLock { written in
            written.size += Int64(bytes.count)
            bytes.withUnsafeBytes { written.digest.update($0) }
        }
    }

    /// Of all that was written.
    var digest: Digest { written.withLock { $0.digest.finish() } }

    var size: Int64 { written.withLock { $0.size } }

    func read(offset: Int64, most: Int) async throws -> [UInt8] {
        guard offset >= 0, offset < size else { return [] }
        return try input.read(offset: offset, most: Int(min(Int64(min(most, largestBlobRead)), size - offset)))
    }
}
