public import Basics
package import Blobs
import Identity
package import Storage

/// Takes in files piece by piece, as tus clients send them. Of what a caller did not begin, it answers as if it did not
/// exist.
public struct Uploads: Sendable {
    let storage: any Storage
    let blobs: any BlobStore
    let standardQuota: Int64
    /// After which an upload expires to which nothing is added, and a whole one is forgotten.
    let lifetime: Duration
    private let plain: (any UploadTarget)?
    private let targets: [String: any UploadTarget]

    /// Uploads of one user in one organization that miss bytes.
    static let mostOpen = 1000

    /// - Parameters:
    ///   - lifetime: how long an upload waits for more bytes, and how long the bytes of a whole one can be had.
    ///   - plain: what uploads become that name no target.
    ///   - targets: by the words that name them.
    package init(
        storage: any Storage, blobs: any BlobStore, standardQuota: Int64, lifetime: Duration,
        plain: (any UploadTarget)?, targets: [String: any UploadTarget]
    ) {
        self.storage = storage
        self.blobs = blobs
        self.standardQuota = standardQuota
        self.lifetime = lifetime
        self.plain = plain
        self.targets = targets
    }

    /// Most bytes of any upload; a target may take less.
    public var limit: Int64 { (targets.values + [plain].compactMap { $0 }).map(\.limit).max() ?? 0 }

    /// Begins an upload. Its room is reserved.
    ///
    /// Throws an `UploadRefusal` for what its target would refuse.
    public func create(_ announcement: UploadAnnouncement, by creator: UploadCreator) async throws -> Upload {
        guard announcement.length <= limit else { throw UploadFailures.tooLarge(limit) }
        guard creator.link == nil || !announcement.isPartial else { throw UploadFailures.parts }
        let fields = try creator.link.map { try $0.fields.naming(announcement.fields) } ?? announcement.fields
        let customer =
            announcement.isPartial
            ? creator.organization
            : try await check(fields, length: announcement.length, by: creator.principal)
        if announcement.isPartial { try Uploads.authorizeParts(by: creator.principal) }
        let standardQuota = standardQuota
        return try await storage.write { tx in
            try UploadLinkTable.use(creator.link, in: tx)
            let open = try UploadTable.countOpen(
                of: creator.user, in: creator.organization, most: Uploads.mostOpen, tx)
            guard open < Uploads.mostOpen else { throw UploadFailures.tooMany }
            let reservation = try reserve(announcement.length, for: customer, standardQuota, fields, in: tx)
            return try UploadTable.insert(
                NewUpload(
                    creator: creator, link: creator.link?.id,
                    concatenation: announcement.isPartial ? .partial : nil, metadata: announcement.metadata,
                    fields: fields, length: announcement.length, reservation: reservation),
                for: lifetime, in: tx)
        }
    }

    /// An upload as it is now. Throws `upload.gone` for one that ended without becoming anything.
    public func get(_ key: FileKey, by creator: UploadCreator) async throws -> Upload {
        try await storage.read { tx in try Uploads.present(try UploadTable.find(key, in: tx), to: creator, in: tx) }
    }

    /// Takes the upload, if nobody else has it, to write from this offset on.
    ///
    /// - Parameters:
    ///   - announced: how many bytes there will be, where that is known.
    ///   - checksum: what all of them must hash to; then they are kept together or not at all.
    ///   - origin: `scheme://host[:port]` by which the sender reached us.
    public func write(
        to key: FileKey, at offset: Int64, announced: Int64? = nil, checksum: UploadChecksum? = nil, origin: String,
        by creator: UploadCreator
    ) async throws -> UploadWriting {
        let writer = Secret.random(bytes: 8).exposed
        let upload = try await storage.write { tx in
            let upload = try Uploads.present(try UploadTable.hold(key, in: tx), to: creator, in: tx)
            if case .final = upload.concatenation { throw UploadFailures.final }
            guard upload.received == offset else { throw UploadFailures.offset(upload.received) }
            guard announced ?? 0 <= upload.length - offset else { throw UploadFailures.tooMuch }
            if upload.isWhole { return upload }
            guard upload.parts < UploadWriting.mostParts else { throw UploadFailures.pieces }
            guard try UploadTable.lease(upload, to: writer, in: tx) else { throw UploadFailures.locked }
            return upload
        }
        return UploadWriting(
            upload, as: writer, checksum: checksum,
            completion: UploadCompletion(uploads: self, creator: creator, origin: origin))
    }

    /// Takes an upload back; what it may have become stays.
    public func terminate(_ key: FileKey, by creator: UploadCreator) async throws {
        try await storage.write { tx in
            let upload = try Uploads.present(try UploadTable.hold(key, in: tx), to: creator, in: tx)
            try UploadTable.end(upload, in: tx)
        }
    }

    /// Where the bytes of a whole upload are, and what they are called.
    public func content(of key: FileKey, by creator: UploadCreator) async throws -> (digest: Digest, name: String) {
        let upload = try await get(key, by: creator)
        guard let digest = upload.digest else { throw UploadFailures.partial }
        return (digest, (try? FileName(upload.fields.fileName ?? "")).map(\.text) ?? "upload")
    }

    /// Parts become nothing by themselves; still, they take room.
    private static func authorizeParts(by caller: Principal) throws {
        if !caller.permissions.contains(.intercomUpdate) { try caller.require(.files) }
    }

    /// Asks the target what it would refuse. In whose quota the bytes will count; nil: in none.
    func check(_ fields: UploadFields, length: Int64, by caller: Principal) async throws -> ID<Organization>? {
        let target = try target(of: fields)
        return try await refusing(fields) {
            let organization = try await target.check(fields, by: caller)
            guard length <= target.limit else { throw FileRefusal.tooLarge(target.limit) }
            return organization
        }
    }

    func target(of fields: UploadFields) throws -> any UploadTarget {
        guard let word = fields.target else {
            guard let plain else { throw UploadFailures.target("plain file") }
            return plain
        }
        guard let target = targets[word] else { throw UploadFailures.target(word) }
        return target
    }

    /// Whatever the target refuses, is told as its refusal.
    func refusing<Value: Sendable>(
        _ fields: UploadFields, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let failure as Failure where failure.isRefusal {
            throw UploadRefusal(target: fields.target, failure: failure)
        }
    }

    private func reserve(
        _ bytes: Int64, for customer: ID<Organization>?, _ standardQuota: Int64, _ fields: UploadFields,
        in tx: any Transaction
    ) throws -> Reservation? {
        guard let customer, bytes > 0 else { return nil }
        do {
            return try Reservation.make(
                bytes, for: customer, standard: standardQuota, lifetime: lifetime + UploadTimes.margin, in: tx)
        } catch let failure as Failure where failure.isRefusal {
            throw UploadRefusal(target: fields.target, failure: failure)
        }
    }

    static func present(_ upload: Upload?, to creator: UploadCreator, in tx: any Transaction) throws -> Upload {
        guard let upload, creator.owns(upload) else { throw UploadFailures.unknown }
        guard upload.state != .gone, upload.expiresAt > (try tx.now()) else { throw UploadFailures.gone }
        return upload
    }
}

extension Failure {
    /// Whether trying again would come to the same.
    var isRefusal: Bool {
        switch kind {
        case .invalid, .forbidden, .notFound, .conflict, .tooLarge: true
        case .insufficientStorage: code == "file.quota"
        case .unauthenticated, .tooMany, .unavailable, .internal: false
        }
    }
}
