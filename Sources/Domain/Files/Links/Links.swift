public import Basics
public import Identity
public import Storage

/// Links that need no token: to fetch one file, or to make one upload. Whoever makes one answers for what is done by it.
public struct Links: Sendable {
    private let storage: any Storage
    private let uploads: Uploads

    /// How long a link may work.
    public static let longest = Duration.seconds(86_400)

    public init(storage: any Storage, uploads: Uploads) {
        self.storage = storage
        self.uploads = uploads
    }

    /// The file that a link is asked for, and the time by the clock that all servers share. Throws where the caller may not
    /// read it.
    public func file(_ key: FileKey, by caller: Principal) async throws -> (file: StoredFile, now: Instant) {
        try caller.require(.files)
        return try await storage.read { tx in
            guard let file = try Links.find(key, in: tx),
                try Standing(of: caller, to: file.organization, in: tx).mayRead(file)
            else { throw Links.unknown }
            return (file, try tx.now())
        }
    }

    /// The file of a link that is genuine and holds until then.
    public func file(_ key: FileKey, until lapse: Instant) async throws -> StoredFile {
        try await storage.read { tx in
            guard try tx.now() < lapse else { throw UploadFailures.lapsedLink }
            guard let file = try Links.find(key, in: tx) else { throw Links.unknown }
            return file
        }
    }

    /// A link by which one upload can be made. The secret is in the answer and nowhere else.
    ///
    /// - Parameter fields: what its user cannot choose any more, the target among it.
    public func uploadLink(
        for fields: UploadFields, lifetime: Duration, by caller: Principal
    ) async throws -> (secret: Secret, expiresAt: Instant) {
        // What has no name yet is checked under one.
        _ = try await uploads.check(
            try fields.naming(try UploadFields(["filename": "upload"])), length: 0, by: caller)
        let secret = Secret.random(bytes: 16)
        let expiresAt = try await storage.write { tx in
            try UploadLinkTable.insert(secret.digest, by: caller, fields, for: lifetime, in: tx)
        }
        return (secret, expiresAt)
    }

    /// On whose behalf the holder of a link acts. Throws where the link is unknown, or its maker may do nothing any more.
    public func creator(by secret: Secret) async throws -> UploadCreator {
        try await storage.read { tx in
            guard let link = try UploadLinkTable.find(secret.digest, in: tx),
                let maker = try Principal.absent(
                    token: link.token, user: link.user, organization: link.organization, permissions: link.permissions,
                    in: tx)
            else { throw UploadFailures.lapsedLink }
            return UploadCreator(maker, by: link)
        }
    }

    private static func find(_ key: FileKey, in tx: any Transaction) throws -> StoredFile? {
        guard let file = try FileTable.find(key, on: .document, in: tx) ?? FileTable.find(key, on: .filer, in: tx),
            file.deletedAt == nil, !file.isFolder
        else { return nil }
        return file
    }

    private static let unknown = Failure(.notFound, code: "file.unknown", "There is no file with this id.")
}
