import Basics
import Blobs
import Identity
import Storage

/// What happens to the bytes of an upload once they are here: they are kept, put together, looked at, and become something.
struct UploadCompletion: Sendable {
    let uploads: Uploads
    let creator: UploadCreator
    /// `scheme://host[:port]` by which the sender reached us.
    let origin: String

    /// Makes the upload what it was to become, in one transaction with its end.
    ///
    /// Killed on the way, it leaves the upload without its last piece. What the target refuses ends the upload; where it is
    /// merely not able to take it now, the last piece can be sent again.
    ///
    /// - Parameter last: the piece that nobody knows of yet; nil: there are no bytes at all.
    func complete(_ upload: Upload, writer: String, last: Blob?) async throws -> Upload {
        if upload.concatenation == .partial { return try await completePartial(upload, writer: writer, last: last) }
        return try await holding(upload, writer) {
            let parts = try await uploads.storage.read { tx in try UploadTable.parts(of: upload.id, in: tx) }
            let blob = try await join(parts + [last].compactMap { $0 })
            do {
                return try await become(upload, writer, blob)
            } catch let refusal as UploadRefusal {
                try await uploads.storage.write { tx in
                    guard try UploadTable.renew(upload.id, of: writer, in: tx) else { return }
                    try UploadTable.end(upload, in: tx)
                }
                throw refusal
            }
        }
    }

    /// Keeps bytes behind those that are there.
    ///
    /// - Parameter isLast: of the request, so that others may write.
    func append(
        _ blob: Blob, at position: Int64, to upload: Upload, writer: String, isLast: Bool
    ) async throws -> Upload {
        try await uploads.storage.write { tx in
            guard
                let longer = try UploadTable.append(
                    blob, at: position, to: upload, by: writer, for: uploads.lifetime, in: tx)
            else {
                throw UploadFailures.locked
            }
            if isLast { try UploadTable.giveBack(upload.id, of: writer, in: tx) }
            return longer
        }
    }

    /// The upload as it is, where a request brought nothing; others may write.
    func present(_ upload: Upload, writer: String) async throws -> Upload {
        try await uploads.storage.write { tx in
            try UploadTable.giveBack(upload.id, of: writer, in: tx)
            return try Uploads.present(try UploadTable.hold(upload.key, in: tx), to: creator, in: tx)
        }
    }

    /// All bytes of these, in their order, as one blob.
    func join(_ parts: [Blob]) async throws -> Blob {
        if parts.count == 1, try await uploads.blobs.touch(parts[0].digest) { return parts[0] }
        let writer = try await uploads.blobs.makeWriter()
        do {
            for part in parts {
                let reader = try await uploads.blobs.open(part.digest)
                var offset: Int64 = 0
                while offset < part.size {
                    let bytes = try await reader.read(offset: offset, most: largestBlobRead)
                    guard !bytes.isEmpty else { throw BlobError.missing(part.digest) }
                    offset += Int64(bytes.count)
                    try await writer.write(bytes)
                }
            }
            return try await writer.finish()
        } catch {
            await writer.abort()
            throw error
        }
    }

    /// Asks the target to look at the bytes, before the transaction that makes something of them.
    func examine(_ blob: Blob, as fields: UploadFields) async throws -> UploadEnding {
        let target = try uploads.target(of: fields)
        return try await uploads.refusing(fields) {
            guard blob.size <= target.limit else { throw FileRefusal.tooLarge(target.limit) }
            return try await target.examine(
                ArrivedUpload(blob: blob, fields: fields, origin: origin), by: creator.principal)
        }
    }

    private func become(_ upload: Upload, _ writer: String, _ blob: Blob) async throws -> Upload {
        let ending = try await examine(blob, as: upload.fields)
        let (whole, outcome) = try await uploads.storage.write { tx in
            guard try UploadTable.renew(upload.id, of: writer, in: tx),
                let held = try UploadTable.hold(upload.key, in: tx)
            else { throw UploadFailures.locked }
            let outcome = try refused(upload.fields) { try ending.keep(held.reservation, tx) }
            return (try UploadTable.complete(upload.id, as: blob, outcome, for: uploads.lifetime, in: tx), outcome)
        }
        ending.afterwards()
        return whole.telling(outcome)
    }

    private func completePartial(_ upload: Upload, writer: String, last: Blob?) async throws -> Upload {
        try await uploads.storage.write { tx in
            if let last {
                let position = upload.length - last.size
                guard
                    try UploadTable.append(
                        last, at: position, to: upload, by: writer, for: uploads.lifetime, in: tx) != nil
                else {
                    throw UploadFailures.locked
                }
            } else {
                guard try UploadTable.renew(upload.id, of: writer, in: tx) else { throw UploadFailures.locked }
            }
            return try UploadTable.complete(upload.id, as: nil, nil, for: uploads.lifetime, in: tx)
        }
    }

    /// Does something that may take long, while others see that somebody is at it.
    private func holding(
        _ upload: Upload, _ writer: String, _ body: @escaping @Sendable () async throws -> Upload
    ) async throws -> Upload {
        let storage = uploads.storage
        return try await withThrowingTaskGroup(of: Upload?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while (try? await Task.sleep(for: UploadTimes.heartbeat)) != nil {
                    _ = try? await storage.write { tx in try UploadTable.renew(upload.id, of: writer, in: tx) }
                }
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let upload = first else { throw UploadFailures.locked }
            return upload
        }
    }

    func refused<Value>(_ fields: UploadFields, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let failure as Failure where failure.isRefusal {
            throw UploadRefusal(target: fields.target, failure: failure)
        }
    }
}

extension Upload {
    /// With all of what its target said, also what is told once.
    func telling(_ outcome: UploadOutcome) -> Upload {
        Upload(
            id: id, key: key, organization: organization, user: user, state: state, concatenation: concatenation,
            metadata: metadata, fields: fields, length: length, received: received, digest: digest, outcome: outcome,
            expiresAt: expiresAt, link: link, parts: parts, reservation: reservation, writer: writer,
            writerUntil: writerUntil, createdAt: createdAt)
    }
}
