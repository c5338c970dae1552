import Basics
import Blobs
import Storage

/// The bytes of one request on their way into an upload.
///
/// They are kept in pieces while they come, so that a process or a connection that dies takes little with it. Ends by
/// `end`, or by `breakOff`.
public actor UploadWriting {
    private enum Stage { case open, over }

    private let upload: Upload
    private let writer: String
    private let checksum: UploadChecksum?
    private let completion: UploadCompletion
    private var sum: UploadChecksum.Sum?
    private var stage = Stage.open

    /// Bytes that are kept and that the database knows of.
    private var kept: Int64
    /// The piece that is being written, and its bytes.
    private var piece: (any BlobWriter)?
    private var size: Int64 = 0
    /// What waits to be written in one go.
    private var pending: [UInt8] = []
    private var parts: Int
    private var heard = ContinuousClock.now
    private var began = ContinuousClock.now

    /// Pieces of one upload.
    static let mostParts = 10_000
    /// A piece ends when it is so large, or old and not quite small.
    private static let largestPiece: Int64 = 8 << 20
    private static let smallestPiece: Int64 = 256 << 10
    private static let oldest = Duration.seconds(5)
    private static let stroke = 256 << 10

    init(_ upload: Upload, as writer: String, checksum: UploadChecksum?, completion: UploadCompletion) {
        self.upload = upload
        self.writer = writer
        self.checksum = checksum
        self.completion = completion
        sum = checksum.map { UploadChecksum.Sum($0) }
        kept = upload.received
        parts = upload.parts
    }

    /// Adds bytes; throws `tooLarge` where they are more than were announced.
    public func write(_ bytes: [UInt8]) async throws {
        guard stage == .open, !bytes.isEmpty else { return }
        guard kept + size + Int64(pending.count + bytes.count) <= upload.length else { throw UploadFailures.tooMuch }
        pending += bytes
        if pending.count >= UploadWriting.stroke { try await flush() }
        let age = ContinuousClock.now - began
        let isDue =
            size >= UploadWriting.largestPiece || size >= UploadWriting.smallestPiece && age > UploadWriting.oldest
        if isDue, checksum == nil, kept + size + Int64(pending.count) < upload.length {
            try await keepPiece()
        } else if ContinuousClock.now - heard > UploadTimes.heartbeat {
            try await renew()
        }
    }

    /// The request has ended: what came is kept, and the upload completed where these were its last bytes.
    public func end() async throws -> Upload {
        guard stage == .open else { throw UploadFailures.locked }
        stage = .over
        if upload.isWhole { return upload }
        do {
            return try await conclude()
        } catch {
            await release()
            throw error
        }
    }

    /// The request has broken off, or was wrong: what came is kept, unless it should have had a checksum.
    ///
    /// The last bytes of an upload are kept by `end` alone.
    public func breakOff() async {
        guard stage == .open else { return }
        stage = .over
        if upload.isWhole { return }
        if checksum == nil, kept + size + Int64(pending.count) < upload.length { try? await keepPiece() }
        await release()
    }

    private func conclude() async throws -> Upload {
        try await flush()
        guard let blob = try await finishPiece() else {
            guard upload.length == 0 else { return try await completion.present(upload, writer: writer) }
            return try await completion.complete(upload, writer: writer, last: nil)
        }
        if kept + blob.size == upload.length {
            return try await completion.complete(upload, writer: writer, last: blob)
        }
        return try await completion.append(blob, at: kept, to: upload, writer: writer, isLast: true)
    }

    private func flush() async throws {
        guard !pending.isEmpty else { return }
        let writer: any BlobWriter
        if let piece {
            writer = piece
        } else {
            writer = try await completion.uploads.blobs.makeWriter()
            piece = writer
            began = .now
        }
        sum?.update(pending)
        try await writer.write(pending)
        size += Int64(pending.count)
        pending.removeAll(keepingCapacity: true)
    }

    /// Nil where nothing came. Throws where the bytes do not have their checksum.
    private func finishPiece() async throws -> Blob? {
        guard let piece else {
            if let sum, !sum.agrees(with: Digest(of: [UInt8]())) { throw UploadFailures.checksum }
            return nil
        }
        let blob = try await piece.finish()
        self.piece = nil
        if let sum, !sum.agrees(with: blob.digest) { throw UploadFailures.checksum }
        return blob
    }

    private func keepPiece() async throws {
        try await flush()
        guard let blob = try await finishPiece() else { return }
        guard parts < UploadWriting.mostParts else { throw UploadFailures.pieces }
        _ = try await completion.append(blob, at: kept, to: upload, writer: writer, isLast: false)
        kept += blob.size
        size = 0
        parts += 1
        heard = .now
    }

    private func renew() async throws {
        heard = .now
        let (id, writer) = (upload.id, writer)
        let isOurs = try await completion.uploads.storage.write { tx in
            try UploadTable.renew(id, of: writer, in: tx)
        }
        guard isOurs else { throw UploadFailures.locked }
    }

    /// Lets others write; where even this fails, the lease lapses.
    private func release() async {
        await piece?.abort()
        piece = nil
        pending = []
        let (id, writer, storage) = (upload.id, writer, completion.uploads.storage)
        try? await storage.write { tx in try UploadTable.giveBack(id, of: writer, in: tx) }
    }
}
