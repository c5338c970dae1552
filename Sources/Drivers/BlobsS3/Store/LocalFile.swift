import Basics
import Blobs
import Foundation
import NIOCore

/// A file of this machine, read or written on a thread of its own.
actor LocalFile {
    private let file: File
    private let path: String
    private nonisolated let thread = DiskThread()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(reading path: String) async throws {
        file = try File.openForReading(path)
        self.path = path
    }

    init(writing path: String) async throws {
        file = try File.create(path)
        self.path = path
    }

    func write(_ bytes: ByteBuffer) throws {
        try file.write(Array(bytes.readableBytesView))
    }

    func read(offset: Int64, exactly count: Int) throws -> ByteBuffer {
        let bytes = try file.read(offset: offset, most: count)
        guard bytes.count == count else { throw BlobError.system(operation: "read", path: path, code: EIO) }
        return ByteBuffer(bytes: bytes)
    }

    /// Reads the whole file once, for its digest.
    func blob() throws -> Blob {
        var digest = DigestBuilder()
        var size: Int64 = 0
        while case let bytes = try file.read(offset: size, most: largestBlobRead), !bytes.isEmpty {
            bytes.withUnsafeBytes { digest.update($0) }
            size += Int64(bytes.count)
        }
        return Blob(digest: digest.finish(), size: size)
    }

    func remove() throws {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw BlobError.system(operation: "unlink", path: path, code: errno)
        }
    }
}
