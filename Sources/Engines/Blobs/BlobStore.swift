public import Basics

/// Keeps byte strings under their SHA-256 digest: the same content is kept once and can never change.
///
/// What a blob is for is not known here. Whoever refers to blobs tells the sweep which ones are still needed.
/// Everything that goes wrong is a `BlobError`.
public protocol BlobStore: Sendable {
    /// Starts a new blob whose digest shows at the end.
    func makeWriter() async throws -> any BlobWriter

    /// Takes a file over: it becomes the blob and is gone from its path. Nobody may be writing to it any more.
    func put(fileAt path: String) async throws -> Blob

    /// Opens a blob for reading, or throws `BlobError.missing`.
    func open(_ digest: Digest) async throws -> any BlobReader

    /// Gives the blob as a file for the time of the body; to be read only.
    func withLocalFile<Value: Sendable>(
        _ digest: Digest, _ body: @Sendable (_ path: String) async throws -> Value
    ) async throws -> Value

    func exists(_ digest: Digest) async throws -> Bool

    /// Makes the blob as young as a new one, so that the sweep spares it for the whole grace; false where it is
    /// missing.
    ///
    /// To be called before a reference is made to a blob that was not just written: a blob that merely exists may be
    /// swept before the reference is committed.
    func touch(_ digest: Digest) async throws -> Bool

    /// Whether there was one. The blob is gone at once, whoever refers to it; `sweep` asks first.
    @discardableResult
    func delete(_ digest: Digest) async throws -> Bool

    /// The blobs whose digests follow this one, in the order of their digests.
    func list(after digest: Digest?, most: Int) async throws -> [Blob]

    /// Removes what nobody needs: blobs without a reference and left-overs of uploads, both untouched for the grace.
    ///
    /// - Parameters:
    ///   - grace: longer than it takes from the end of an upload to the commit of the reference.
    ///   - isReferenced: which of these digests are needed; asked again right before a blob is removed.
    @discardableResult
    func sweep(
        olderThan grace: Duration, isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>
    ) async throws -> BlobSweep
}

/// A kept byte string.
public struct Blob: Sendable, Hashable {
    public let digest: Digest
    /// In bytes.
    public let size: Int64

    public init(digest: Digest, size: Int64) {
        self.digest = digest
        self.size = size
    }
}

/// A blob in the making, fed by one task. One that is neither finished nor aborted leaves nothing that can be found.
public protocol BlobWriter: Sendable {
    /// Adds bytes; pieces of 64 KiB to 1 MiB are best. After an error the writer is as good as aborted.
    func write(_ bytes: [UInt8]) async throws

    /// Bytes written so far.
    var size: Int64 { get async }

    /// Returns when the blob is kept for good; a crash afterwards does not lose it.
    func finish() async throws -> Blob

    /// Forgets everything; does nothing where the writer has finished.
    func abort() async
}

/// A blob that is read in pieces. It stays readable while the reader lives, even when it is swept meanwhile.
public protocol BlobReader: Sendable {
    /// In bytes.
    var size: Int64 { get }

    /// The bytes from an offset on, at most so many and at most 1 MiB; empty at the end and only there.
    func read(offset: Int64, most: Int) async throws -> [UInt8]

    /// Fills the buffer from an offset on with bytes that are in memory already, and tells how many; 0 where they are
    /// not, or at the end. Waits for nothing.
    func readCached(offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int
}

extension BlobReader {
    public func readCached(offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 }
}

/// What a sweep did.
public struct BlobSweep: Sendable, Hashable {
    /// Blobs removed, and their bytes.
    public var blobs = 0
    public var bytes: Int64 = 0
    /// Left-overs of uploads removed.
    public var leftovers = 0
    /// Blobs that were about to go when somebody came to need them.
    public var spared = 0

    public init() {}
}

/// Bytes that `BlobReader.read` gives at most.
public let largestBlobRead = 1 << 20

/// Bytes of a blob that may be held in memory as a whole on its way in.
public let largestGatheredBlob = 64 << 10
