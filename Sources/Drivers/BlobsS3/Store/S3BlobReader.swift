import Basics
import Blobs
import NIOCore

/// A blob that is fetched in ranges, so that a slow reader holds no connection and a cut one is taken up where it was.
///
/// When its object is swept while it is read, it goes on with another object of the same blob, if there is one.
actor S3BlobReader: BlobReader {
    let size: Int64
    private let digest: Digest
    private let store: S3BlobStore
    private var name: String
    /// Bytes that were fetched ahead of who reads one piece after the other.
    private var ahead = ByteBuffer()
    private var aheadOffset: Int64 = 0

    init(_ digest: Digest, in store: S3BlobStore) async throws {
        guard let object = try await store.find(digest) else { throw BlobError.missing(digest) }
        self.digest = digest
        self.store = store
        name = object.name
        size = object.size
    }

    func read(offset: Int64, most: Int) async throws -> [UInt8] {
        guard offset >= 0, offset < size, most > 0 else { return [] }
        let count = Int(min(Int64(min(most, largestBlobRead)), size - offset))
        let skipped = offset - aheadOffset
        let isAhead = skipped >= 0 && skipped <= ahead.readableBytes && ahead.readableBytes - Int(skipped) >= count
        if !isAhead {
            // Whoever begins at the start or goes on where the last range ended will want what follows.
            let isInOrder = offset == 0 || offset == aheadOffset + Int64(ahead.readableBytes)
            ahead = try await piece(offset: offset, most: isInOrder ? max(count, 2 << 20) : count)
            aheadOffset = offset
        }
        return ahead.getBytes(at: ahead.readerIndex + Int(offset - aheadOffset), length: count) ?? []
    }

    /// As many of the bytes from an offset as there are; the offset is inside of the blob.
    func piece(offset: Int64, most: Int) async throws -> ByteBuffer {
        let range = offset..<min(offset + Int64(most), size)
        for _ in 0..<3 {
            if let bytes = try await store.objects.get(name, range) { return bytes }
            guard let object = try await store.find(digest) else { break }
            name = object.name
        }
        throw BlobError.missing(digest)
    }
}
