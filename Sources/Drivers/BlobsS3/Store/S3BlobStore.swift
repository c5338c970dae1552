public import Basics
public import Blobs
import Foundation
public import Logging
import NIOCore

/// Blobs as objects of a bucket that speaks S3, shared by as many servers as one likes.
///
/// Each upload makes an object of its own below its digest, which is never written again, so the sweep of one server
/// cannot take away what another one has just brought: it removes objects, and a new one has a new name. All objects of
/// a digest are the same; the youngest counts. The store must show a new object in its lists at once, as Amazon's does.
public struct S3BlobStore: BlobStore {
    let objects: S3Objects
    let clock: WallClock
    private let temporary: TemporaryFolder

    /// Asks nothing yet.
    ///
    /// - Parameter temporary: where blobs lie while somebody needs them as files.
    public init(
        _ location: S3Location, _ credentials: S3Credentials, temporary: TemporaryFolder, options: S3Options = .init(),
        clock: WallClock = .system, logger: Logger
    ) {
        objects = S3Objects(
            connection: S3Connection(location, credentials, options, clock: clock, logger: logger))
        self.temporary = temporary
        self.clock = clock
    }

    public func makeWriter() async throws -> any BlobWriter { S3BlobWriter(objects, clock: clock) }

    /// The digest is known before the first byte goes, so that no copy is needed at the end.
    public func put(fileAt path: String) async throws -> Blob {
        let file = try await LocalFile(reading: path)
        let blob = try await file.blob()
        let name = ObjectName.new(for: blob.digest, at: clock.now)
        let first = options.size(ofPart: 1)
        if blob.size <= first {
            try await objects.put(
                name, S3Body(try await file.read(offset: 0, exactly: Int(blob.size)), digest: blob.digest))
        } else {
            try await upload(file, blob, to: name)
        }
        try await file.remove()
        return blob
    }

    public func open(_ digest: Digest) async throws -> any BlobReader {
        try await S3BlobReader(digest, in: self)
    }

    /// Downloads the blob, and checks that it is the one that was kept.
    public func withLocalFile<Value: Sendable>(
        _ digest: Digest, _ body: @Sendable (_ path: String) async throws -> Value
    ) async throws -> Value {
        try await temporary.withFile(".blob") { path in
            try await download(digest, to: path)
            return try await body(path)
        }
    }

    public func exists(_ digest: Digest) async throws -> Bool { try await find(digest) != nil }

    /// Copies the blob to a young object of its own.
    public func touch(_ digest: Digest) async throws -> Bool {
        for _ in 0..<3 {
            guard let object = try await find(digest) else { return false }
            if try await objects.copy(object, to: ObjectName.new(for: digest, at: clock.now)) { return true }
        }
        return false
    }

    @discardableResult
    public func delete(_ digest: Digest) async throws -> Bool {
        var wasThere = false
        while true {
            let page = try await objects.list(ObjectName.all(of: digest), most: 1000)
            wasThere = wasThere || !page.objects.isEmpty
            try await objects.delete(page.objects.map(\.name))
            if page.isLast { return wasThere }
        }
    }

    public func list(after digest: Digest?, most: Int) async throws -> [Blob] {
        var blobs: [Blob] = []
        var last = digest.map(ObjectName.end)
        while blobs.count < most {
            let page = try await objects.list(ObjectName.blobs, after: last, most: most - blobs.count + 1)
            for object in page.objects {
                guard let found = ObjectName(object.name)?.digest, found != blobs.last?.digest else { continue }
                blobs.append(Blob(digest: found, size: object.size))
            }
            if page.isLast { break }
            last = page.objects.last.map { object in
                ObjectName(object.name)?.digest.map(ObjectName.end) ?? object.name
            }
        }
        return Array(blobs.prefix(max(most, 0)))
    }

    /// The youngest object of a blob among its first thousand.
    func find(_ digest: Digest) async throws -> S3Object? {
        try await objects.list(ObjectName.all(of: digest), most: 1000).objects.last { ObjectName($0.name) != nil }
    }

    private var options: S3Options { objects.options }

    private func upload(_ file: LocalFile, _ blob: Blob, to name: String) async throws {
        let upload = try await objects.startUpload(name)
        do {
            var parts: [S3Part] = []
            var offset: Int64 = 0
            while offset < blob.size {
                let size = Int(min(Int64(options.size(ofPart: parts.count + 1)), blob.size - offset))
                let bytes = try await file.read(offset: offset, exactly: size)
                parts.append(try await objects.put(bytes, as: parts.count + 1, of: upload))
                offset += Int64(size)
            }
            try await objects.complete(upload, parts, size: blob.size)
        } catch {
            await objects.abort(upload)
            throw error
        }
    }

    private func download(_ digest: Digest, to path: String) async throws {
        let reader = try await S3BlobReader(digest, in: self)
        let file = try await LocalFile(writing: path)
        var hash = DigestBuilder()
        var offset: Int64 = 0
        while offset < reader.size {
            let bytes = try await reader.piece(offset: offset, most: options.firstPart)
            bytes.withUnsafeReadableBytes { hash.update($0) }
            try await file.write(bytes)
            offset += Int64(bytes.readableBytes)
        }
        guard hash.finish() == digest else {
            throw BlobError.unavailable("\(objects.location), gave other bytes for \(digest) than were kept")
        }
    }
}
