import Basics
import Blobs
import NIOCore

/// A blob on its way to the store: in memory while it is less than a part, then in parts that go while more comes in.
///
/// Two parts at most are held: the one that goes and the one that is filled.
actor S3BlobWriter: BlobWriter {
    private let objects: S3Objects
    private let clock: WallClock
    private var digest = DigestBuilder()
    private(set) var size: Int64 = 0
    private var buffer = ByteBuffer()
    private var upload: S3Upload?
    private var going: Task<S3Part, any Error>?
    private var parts: [S3Part] = []
    private var isOver = false

    init(_ objects: S3Objects, clock: WallClock) {
        self.objects = objects
        self.clock = clock
    }

    deinit {
        guard let upload, !isOver else { return }
        Task { [objects, going] in
            going?.cancel()
            _ = await going?.result
            await objects.abort(upload)
        }
    }

    func write(_ bytes: [UInt8]) async throws {
        try await attempt {
            bytes.withUnsafeBytes { digest.update($0) }
            size += Int64(bytes.count)
            var rest = bytes[...]
            while !rest.isEmpty {
                let full = objects.options.size(ofPart: nextPart)
                let piece = rest.prefix(full - buffer.readableBytes)
                buffer.writeBytes(piece)
                rest = rest.dropFirst(piece.count)
                if buffer.readableBytes == full { try await send() }
            }
        }
    }

    func finish() async throws -> Blob {
        let blob = Blob(digest: digest.finish(), size: size)
        let name = ObjectName.new(for: blob.digest, at: clock.now)
        try await attempt {
            guard upload != nil else {
                return try await objects.put(name, S3Body(buffer, digest: blob.digest))
            }
            if buffer.readableBytes > 0 { try await send() }
            try await land()
            guard let upload else { return }
            try await objects.complete(upload, parts, size: size)
            self.upload = nil
            // The digest is known only now: the store copies the object to its name.
            let incoming = S3Object(name: upload.name, size: size)
            guard try await objects.copy(incoming, to: name) else {
                throw BlobError.unavailable("\(objects.location), lost an upload that it had completed")
            }
            try? await objects.delete(incoming.name)
        }
        isOver = true
        return blob
    }

    func abort() async {
        guard !isOver else { return }
        isOver = true
        buffer = ByteBuffer()
        going?.cancel()
        _ = await going?.result
        going = nil
        if let upload { await objects.abort(upload) }
        upload = nil
    }

    private var nextPart: Int { parts.count + (going == nil ? 1 : 2) }

    /// Lets the buffer go as a part, once the part before has arrived.
    private func send() async throws {
        if upload == nil {
            upload = try await objects.startUpload(ObjectName.new(for: nil, at: clock.now))
        }
        try await land()
        guard let upload else { throw BlobError.writerEnded }
        let (bytes, number) = (buffer, nextPart)
        buffer = ByteBuffer()
        going = Task { [objects] in try await objects.put(bytes, as: number, of: upload) }
    }

    /// Waits for the part that goes.
    private func land() async throws {
        guard let task = going else { return }
        let part = try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
        parts.append(part)
        going = nil
    }

    /// A writer that has failed once holds nothing any more.
    private func attempt(_ work: () async throws -> Void) async throws {
        guard !isOver else { throw BlobError.writerEnded }
        do {
            try await work()
        } catch {
            await abort()
            throw error
        }
    }
}
