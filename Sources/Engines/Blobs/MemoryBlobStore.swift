public import Basics
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Blobs that live as long as this object. For tests.
public final class MemoryBlobStore: BlobStore {
    private struct Kept {
        var bytes: [UInt8]
        var touched: Instant
    }

    private let blobs = Mutex<[Digest: Kept]>([:])
    private let clock: WallClock

    public init(clock: WallClock = .system) {
        self.clock = clock
    }

    public func makeWriter() async throws -> any BlobWriter { MemoryBlobWriter(self) }

    public func put(fileAt path: String) async throws -> Blob {
        let file = try File.openForReading(path)
        var bytes: [UInt8] = []
        while case let piece = try file.read(offset: Int64(bytes.count), most: largestBlobRead), !piece.isEmpty {
            bytes += piece
        }
        _ = try Folder.remove(path)
        return keep(bytes)
    }

    public func open(_ digest: Digest) async throws -> any BlobReader {
        MemoryBlobReader(bytes: try bytes(of: digest))
    }

    public func withLocalFile<Value: Sendable>(
        _ digest: Digest, _ body: @Sendable (_ path: String) async throws -> Value
    ) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("blob-\(UUID().uuidString)").path
        defer { _ = try? Folder.remove(path) }
        try File.create(path).write(try bytes(of: digest))
        return try await body(path)
    }

    public func exists(_ digest: Digest) async throws -> Bool {
        blobs.withLock { $0[digest] != nil }
    }

    public func touch(_ digest: Digest) async throws -> Bool {
        blobs.withLock { blobs in
            guard blobs[digest] != nil else { return false }
            blobs[digest]?.touched = clock.now
            return true
        }
    }

    @discardableResult
    public func delete(_ digest: Digest) async throws -> Bool {
        blobs.withLock { $0.removeValue(forKey: digest) != nil }
    }

    public func list(after digest: Digest?, most: Int) async throws -> [Blob] {
        blobs.withLock { blobs in
            blobs.filter { $0.key.hex > digest?.hex ?? "" }.sorted { $0.key.hex < $1.key.hex }.prefix(most)
                .map { Blob(digest: $0.key, size: Int64($0.value.bytes.count)) }
        }
    }

    @discardableResult
    public func sweep(
        olderThan grace: Duration, isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>
    ) async throws -> BlobSweep {
        let cutoff = clock.now - grace
        let old = blobs.withLock { blobs in blobs.filter { $0.value.touched < cutoff }.map(\.key) }
        var result = BlobSweep()
        guard !old.isEmpty else { return result }
        let referenced = try await isReferenced(old)
        let unneeded = old.filter { !referenced.contains($0) }
        guard !unneeded.isEmpty else { return result }
        let needed = try await isReferenced(unneeded)
        blobs.withLock { blobs in
            for digest in unneeded {
                guard let kept = blobs[digest] else { continue }
                guard !needed.contains(digest), kept.touched < cutoff else {
                    result.spared += 1
                    continue
                }
                blobs[digest] = nil
                result.blobs += 1
                result.bytes += Int64(kept.bytes.count)
            }
        }
        return result
    }

    fileprivate func keep(_ bytes: [UInt8]) -> Blob {
        let digest = Digest(of: bytes)
        blobs.withLock { $0[digest] = Kept(bytes: bytes, touched: clock.now) }
        return Blob(digest: digest, size: Int64(bytes.count))
    }

    private func bytes(of digest: Digest) throws(BlobError) -> [UInt8] {
        guard let kept = blobs.withLock({ $0[digest] }) else { throw .missing(digest) }
        return kept.bytes
    }
}

private actor MemoryBlobWriter: BlobWriter {
    private let store: MemoryBlobStore
    private var bytes: [UInt8]? = []

    init(_ store: MemoryBlobStore) {
        self.store = store
    }

    var size: Int64 { Int64(bytes?.count ?? 0) }

    func write(_ piece: [UInt8]) throws {
        guard bytes != nil else { throw BlobError.writerEnded }
        bytes?.append(contentsOf: piece)
    }

    func finish() throws -> Blob {
        guard let bytes else { throw BlobError.writerEnded }
        self.bytes = nil
        return store.keep(bytes)
    }

    func abort() {
        bytes = nil
    }
}

private struct MemoryBlobReader: BlobReader {
    let bytes: [UInt8]

    var size: Int64 { Int64(bytes.count) }

    func read(offset: Int64, most: Int) async throws -> [UInt8] {
        guard offset >= 0, offset < size else { return [] }
        return Array(bytes[Int(offset)...].prefix(min(max(most, 0), largestBlobRead)))
    }
}
