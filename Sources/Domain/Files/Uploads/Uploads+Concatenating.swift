import Basics
import Blobs
import Storage

extension Uploads {
    /// Uploads that one may be put together out of.
    public static let mostPartials = 1000

    /// Puts a new upload together out of partial ones, which are used up by that.
    ///
    /// - Parameters:
    ///   - keys: of uploads of the same creator with all of their bytes; one may stand in it several times.
    ///   - words: how the sender named them.
    public func concatenate(
        _ keys: [FileKey], words: String, metadata: String, fields: UploadFields, origin: String,
        by creator: UploadCreator
    ) async throws -> Upload {
        guard creator.link == nil, !keys.isEmpty, keys.count <= Uploads.mostPartials else { throw UploadFailures.parts }
        let parts = try await storage.read { tx in
            try keys.map { key in try Uploads.partial(try UploadTable.find(key, in: tx), of: creator, in: tx) }
        }
        let length = parts.reduce(0 as Int64) { $0 &+ $1.length }
        guard (0...limit).contains(length), parts.allSatisfy({ $0.length <= limit }) else {
            throw UploadFailures.tooLarge(limit)
        }
        _ = try await check(fields, length: length, by: creator.principal)
        let completion = UploadCompletion(uploads: self, creator: creator, origin: origin)
        let blobs = try await storage.read { tx in try parts.flatMap { try UploadTable.parts(of: $0.id, in: tx) } }
        let blob = try await completion.join(blobs)
        guard blob.size == length else { throw UploadFailures.parts }
        let ending = try await completion.examine(blob, as: fields)
        let (whole, outcome) = try await storage.write { tx in
            let upload = try UploadTable.insert(
                NewUpload(
                    creator: creator, link: nil, concatenation: .final(words), metadata: metadata, fields: fields,
                    length: length, reservation: nil),
                for: lifetime, in: tx)
            // Their room is given back first, so that there is enough for the whole. Always in one order, so that two
            // who use the same parts do not wait for each other.
            for key in Set(keys).sorted(by: { $0.text < $1.text }) {
                try UploadTable.end(try Uploads.partial(try UploadTable.hold(key, in: tx), of: creator, in: tx), in: tx)
            }
            let outcome = try completion.refused(fields) { try ending.keep(nil, tx) }
            return (try UploadTable.complete(upload.id, as: blob, outcome, for: lifetime, in: tx), outcome)
        }
        ending.afterwards()
        return whole.telling(outcome)
    }

    private static func partial(
        _ upload: Upload?, of creator: UploadCreator, in tx: any Transaction
    ) throws -> Upload {
        guard let upload, creator.owns(upload), upload.isWhole, upload.concatenation == .partial,
            upload.expiresAt > (try tx.now())
        else { throw UploadFailures.parts }
        return upload
    }
}
