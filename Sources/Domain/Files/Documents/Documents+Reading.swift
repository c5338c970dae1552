public import Basics
public import Blobs
public import Identity
import Storage

extension Documents {
    public func get(_ key: FileKey, by caller: Principal) async throws -> StoredFile {
        try await storage.read { tx in
            try Documents.visible(try FileTable.find(key, on: .document, in: tx), to: caller, in: tx)
        }
    }

    /// The document's bytes. Folders have none, and are not found.
    public func open(_ key: FileKey, by caller: Principal) async throws -> (file: StoredFile, content: any BlobReader) {
        let file = try await get(key, by: caller)
        guard let content = file.content else { throw Documents.unknown }
        return (file, try await intake.blobs.open(content.digest))
    }

    /// Whether the caller may read the document, named by its content or by itself, of this customer.
    ///
    /// Throws `notFound` where the customer has no such document, `forbidden` where it is not for the caller.
    public func authorizeReading(
        _ key: FileKey, of customer: ID<Organization>, by caller: Principal
    ) async throws -> StoredFile {
        try caller.require(.files)
        return try await storage.read { tx in
            let found =
                try FileTable.find(content: key, on: .document, in: tx) ?? FileTable.find(key, on: .document, in: tx)
            guard let file = found, file.deletedAt == nil, file.organization == customer else {
                throw Documents.unknown
            }
            guard try Standing(of: caller, to: customer, in: tx).mayRead(file) else { throw Documents.tooLow }
            return file
        }
    }

    /// What the customer keeps, and how much it may: for its managers, and those above.
    public func quota(of customer: ID<Organization>, by caller: Principal) async throws -> QuotaReading {
        try caller.require(.files)
        return try await storage.read { tx in
            let standing = try Standing(of: caller, to: customer, in: tx)
            guard standing.isRelated else { throw Failure.notFound("customer") }
            guard standing.has(.manager) else { throw Documents.tooLow }
            return try QuotaTable.reading(of: customer, standard: intake.standardQuota, in: tx)
        }
    }

    /// The file, where it is there and the caller may see it.
    static func visible(_ file: StoredFile?, to caller: Principal, in tx: any Transaction) throws -> StoredFile {
        try caller.require(.files)
        guard let file, file.deletedAt == nil,
            try Standing(of: caller, to: file.organization, in: tx).mayRead(file)
        else { throw unknown }
        return file
    }

    static let unknown = Failure(
        .notFound, code: "document.unknown", "There is no document with this id.",
        fields: [("id", ["There is no document with this id."])])
}
