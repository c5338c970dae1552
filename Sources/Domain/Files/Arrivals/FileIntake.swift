package import Basics
public import Blobs
package import Identity
public import Storage

/// Takes files in for every surface: room first, then the bytes, then a look at them, then the row.
public struct FileIntake: Sendable {
    let storage: any Storage
    let blobs: any BlobStore
    private let examiner: FileExaminer
    /// Bytes that an organization may keep unless something else was set for it.
    public let standardQuota: Int64
    /// How long room is kept for an upload of which nothing more comes.
    private let patience: Duration

    public init(
        storage: any Storage, blobs: any BlobStore, examiner: FileExaminer, standardQuota: Int64,
        patience: Duration = .seconds(3600)
    ) {
        self.storage = storage
        self.blobs = blobs
        self.examiner = examiner
        self.standardQuota = standardQuota
        self.patience = patience
    }

    /// - Parameter declared: how many bytes there will be at most, where that is known; they are reserved.
    package func begin(
        in organization: ID<Organization>, declared: Int64?, limit: Int64, by caller: Principal
    ) async throws -> Arrival {
        let bytes = min(declared ?? limit, limit)
        let reservation =
            bytes <= Reservation.unannounced
            ? nil
            : try await storage.write { tx in
                try Reservation.make(bytes, for: organization, standard: standardQuota, lifetime: patience, in: tx)
            }
        do {
            return Arrival(
                limit: limit, by: caller, reservation: reservation, lifetime: patience, storage: storage,
                writer: try await blobs.makeWriter())
        } catch {
            if let reservation { try? await storage.write { tx in try reservation.release(in: tx) } }
            throw error
        }
    }

    /// Ends the writing and looks at what came. A file with a virus in it is put aside and refused.
    ///
    /// Whatever goes wrong, the arrival is over.
    package func examine(_ arrival: Arrival, named name: FileName) async throws -> ExaminedContent {
        do {
            let blob = try await arrival.finish()
            try await scan(blob, named: name, by: arrival.caller)
            return try await examiner.examine(blob, await arrival.bytes, named: name)
        } catch {
            await arrival.abort()
            throw error
        }
    }

    /// As for an arrival, of bytes that came in another way.
    package func examine(_ blob: Blob, named name: FileName, by caller: Principal) async throws -> ExaminedContent {
        try await scan(blob, named: name, by: caller)
        return try await examiner.examine(blob, named: name)
    }

    /// Puts a file with a virus in it aside, and throws.
    package func scan(_ blob: Blob, named name: FileName, by caller: Principal) async throws {
        guard let signature = try await examiner.virus(in: blob) else { return }
        try await storage.write { tx in
            try QuarantineTable.insert(blob, named: name, signature: signature, by: caller, in: tx)
        }
        throw FileRefusal.infected(signature)
    }

    /// Keeps what was examined: its row, and its room in the quota. Part of the caller's transaction.
    ///
    /// - Parameter reservation: what was reserved for it, maybe for another organization.
    static func keep(
        _ new: NewFile, reservation: Reservation?, standardQuota: Int64, in tx: any Transaction
    ) throws -> StoredFile {
        let size = new.content?.blob.size ?? 0
        if new.content != nil {
            try takeRoom(
                size, of: new.organization, reservation: reservation, standardQuota: standardQuota, in: tx)
        }
        return try FileTable.insert(new, at: try tx.now(), in: tx)
    }

    static func takeRoom(
        _ size: Int64, of organization: ID<Organization>, reservation: Reservation?, standardQuota: Int64,
        in tx: any Transaction
    ) throws {
        var reserved: Int64 = 0
        if let reservation, reservation.organization == organization {
            reserved = try reservation.take(in: tx) ? reservation.bytes : 0
        } else {
            try reservation?.release(in: tx)
        }
        let isKept = try QuotaTable.keep(size, reserved: reserved, of: organization, standard: standardQuota, in: tx)
        guard isKept else { throw Reservation.refusal(size) }
    }
}
