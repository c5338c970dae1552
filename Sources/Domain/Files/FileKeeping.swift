public import Basics
public import Identity
public import Storage

/// What an operator does with kept files, and what recurs: quotas, undoing deletions, clearing away.
public struct FileKeeping: Sendable {
    private let storage: any Storage
    private let retention: Duration
    private let standardQuota: Int64

    /// - Parameter retention: how long deleted and quarantined files can be had back.
    public init(storage: any Storage, retention: Duration, standardQuota: Int64) {
        self.storage = storage
        self.retention = retention
        self.standardQuota = standardQuota
    }

    /// - Parameter quota: in bytes; nil: as the settings say.
    public func setQuota(_ quota: Int64?, of organization: ID<Organization>) async throws {
        try await storage.write { tx in try QuotaTable.set(quota, of: organization, in: tx) }
    }

    public func quota(of organization: ID<Organization>) async throws -> QuotaReading {
        try await storage.read { tx in try QuotaTable.reading(of: organization, standard: standardQuota, in: tx) }
    }

    /// The 1,000 that were deleted last and can be had back.
    public func deleted(in organization: ID<Organization>) async throws -> [StoredFile] {
        try await storage.read { tx in
            try FileTable.fetch(
                where: """
                    file.deleted_at IS NOT NULL AND file.organization_id = \(organization)
                    ORDER BY file.deleted_at DESC LIMIT 1000
                    """, in: tx)
        }
    }

    /// Undoes a deletion, where there is room. A file whose folder is gone comes back to the top level.
    public func restore(_ key: FileKey) async throws -> StoredFile {
        try await storage.write { tx in
            let document = try FileTable.hold(key, on: .document, in: tx)
            guard let file = try document ?? FileTable.hold(key, on: .filer, in: tx), file.deletedAt != nil else {
                throw Failure.notFound("deleted file")
            }
            if !file.isFolder {
                let hasRoom = try QuotaTable.keep(
                    file.size, reserved: 0, of: file.organization, standard: standardQuota, in: tx)
                guard hasRoom else { throw Reservation.refusal(file.size) }
            }
            if let folder = file.folder, try FileTable.find(folder.id, in: tx)?.deletedAt != nil {
                try FileTable.moveToTop(file, in: tx)
            }
            guard let whole = try FileTable.find(file.id, in: tx),
                try FileTable.restore(whole, at: try tx.now(), in: tx),
                let restored = try FileTable.find(file.id, in: tx)
            else { throw Failure.notFound("deleted file") }
            return restored
        }
    }

    /// The 1,000 newest files in which a virus was found.
    public func quarantined() async throws -> [QuarantinedFile] {
        try await storage.read { tx in try QuarantineTable.newest(1000, in: tx) }
    }

    /// Removes what is past keeping and gives back room that nobody came to use; 1,000 rows a transaction.
    public func tidy() async throws {
        let batch = 1000
        while try await storage.write({ tx in try Reservation.releaseLapsed(most: batch, in: tx) }) == batch {}
        while try await storage.write({ tx in
            try FileTable.purge(deletedBefore: try tx.now() - retention, most: batch, in: tx)
        }) == batch {}
        while try await storage.write({ tx in
            try QuarantineTable.delete(before: try tx.now() - retention, most: batch, in: tx)
        }) == batch {}
    }
}
