import Basics
import Blobs

/// A store that keeps nothing: what is written to it is only hashed. For checking a backup.
struct NoBlobs: BlobStore {
    func makeWriter() async throws -> any BlobWriter { HashingWriter() }
    func put(fileAt path: String) async throws -> Blob { throw nothing }
    func open(_ digest: Digest) async throws -> any BlobReader { throw BlobError.missing(digest) }
    func withLocalFile<Value: Sendable>(
        _ digest: Digest, _ body: @Sendable (_ path: String) async throws -> Value
    ) async throws -> Value { throw BlobError.missing(digest) }
    func exists(_ digest: Digest) async throws -> Bool { false }
    func touch(_ digest: Digest) async throws -> Bool { false }
    func delete(_ digest: Digest) async throws -> Bool { false }
    func list(after digest: Digest?, most: Int) async throws -> [Blob] { [] }
    func sweep(
        olderThan grace: Duration, isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>
    ) async throws -> BlobSweep { BlobSweep() }

    private var nothing: BlobError { .unavailable("nothing is kept here") }
}

private actor HashingWriter: BlobWriter {
    private(set) var size: Int64 = 0
    private var digest = DigestBuilder()

    func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { digest.update($0) }
        size += Int64(bytes.count)
    }

    func finish() -> Blob { Blob(digest: digest.finish(), size: size) }

    func abort() {}
}
