package import Basics
package import Blobs
import Catalog
public import Files
public import Identity
import Jobs
package import Storage
import XLSX

/// Takes in files for brands and tells what became of them.
public struct BrandFiles: Sendable {
    let storage: any Storage
    let blobs: any BlobStore
    let intake: FileIntake
    let bench: WorkBench
    let temporary: TemporaryFolder
    package let kinds: BrandFileKinds
    /// Bytes of one file, at most.
    public let limit: Int64
    package let wakeWorkers: @Sendable () -> Void

    /// - Parameter wakeWorkers: called after work was queued.
    package init(
        _ kinds: BrandFileKinds, storage: any Storage, blobs: any BlobStore, intake: FileIntake, bench: WorkBench,
        temporary: TemporaryFolder, limit: Int64, wakeWorkers: @escaping @Sendable () -> Void = {}
    ) {
        self.kinds = kinds
        self.storage = storage
        self.blobs = blobs
        self.intake = intake
        self.bench = bench
        self.temporary = temporary
        self.limit = limit
        self.wakeWorkers = wakeWorkers
    }

    // MARK: Taking in

    /// Throws where a part of this name would be refused whatever is in it; to be asked before its first byte.
    public func authorize(_ partName: String, by caller: Principal) async throws {
        try await storage.read { tx in
            _ = try BrandFileAddress(
                partName: partName, kinds: kinds, by: try CatalogCaller(caller, in: tx), in: tx)
        }
    }

    /// Room for a file, before its first byte.
    ///
    /// - Parameter declared: how many bytes there will be at most, where that is known.
    public func receive(declared: Int64?, by caller: Principal) async throws -> Arrival {
        try await intake.begin(in: caller.organization, declared: declared, limit: limit, by: caller)
    }

    /// Ends the writing and looks whether there is a table. Throws `invalid` (`file.not-a-table`) where there is none.
    ///
    /// - Parameters:
    ///   - partName: the name of the part, with its arguments.
    ///   - fileName: as the sender wrote it.
    public func examine(
        _ arrival: Arrival, named fileName: String?, for partName: String
    ) async throws -> ArrivedBrandFile {
        do {
            let name = try BrandFiles.checkedName(fileName)
            let blob = try await intake.scan(arrival, named: name)
            return ArrivedBrandFile(
                partName: partName, name: name, blob: blob, mediaType: try await mediaType(of: blob),
                reservation: arrival.reserved)
        } catch {
            await arrival.abort()
            throw error
        }
    }

    /// As above, for bytes that came in another way.
    package func examine(
        _ blob: Blob, named fileName: String?, for partName: String, by caller: Principal
    ) async throws -> ArrivedBrandFile {
        let name = try BrandFiles.checkedName(fileName)
        try await intake.scan(blob, named: name, by: caller)
        return ArrivedBrandFile(
            partName: partName, name: name, blob: blob, mediaType: try await mediaType(of: blob), reservation: nil)
    }

    /// Queues these files, all of them or none, in their order.
    public func keep(_ files: [ArrivedBrandFile], by caller: Principal) async throws -> [BrandFileCard] {
        let cards = try await storage.write { tx in
            try files.map { try keep($0, reservation: $0.reservation, by: caller, in: tx) }
        }
        wakeWorkers()
        return cards
    }

    /// As above, for one file, in the caller's transaction. After its commit, `wakeWorkers` is due.
    package func keep(
        _ file: ArrivedBrandFile, reservation: Reservation?, by principal: Principal, in tx: any Transaction
    ) throws -> BrandFileCard {
        let caller = try CatalogCaller(principal, in: tx)
        let address = try BrandFileAddress(partName: file.partName, kinds: kinds, by: caller, in: tx)
        try intake.takeRoom(file.blob.size, of: address.brand.organization, reservation: reservation, in: tx)
        let former = try BrandFileTable.former(file.blob.digest, address, in: tx)
        let draft = BrandFileTable.Draft(
            address: address, caller: caller, name: file.name.text, mediaType: file.mediaType, blob: file.blob,
            repeats: former, note: BrandFileNote.warning(former.map { [BrandFileNote.sameFile($0)] } ?? []))
        let kept = try BrandFileTable.insert(draft, at: try tx.now(), in: tx)
        try BrandFileProcessing.enqueue(address.brand.id, in: tx)
        return try BrandFiles.cards([kept], in: tx)[0]
    }

    private func mediaType(of blob: Blob) async throws -> String {
        try await blobs.withLocalFile(blob.digest) { path in
            try await bench.run { try TableFile(path: path, limits: limits).mediaType }
        }
    }

    private static func checkedName(_ name: String?) throws -> FileName { try FileName(name ?? "upload") }

    /// What is taken of a workbook.
    var limits: XLSXLimits {
        var limits = XLSXLimits.standard
        limits.temporaryFolder = temporary.path
        return limits
    }
}

/// A file that has arrived whole and holds a table.
public struct ArrivedBrandFile: Sendable {
    let partName: String
    let name: FileName
    let blob: Blob
    let mediaType: String
    let reservation: Reservation?

    /// Gives back the room that was reserved, where the file is not going to be kept.
    public func forget(in files: BrandFiles) async {
        guard let reservation else { return }
        try? await files.storage.write { tx in try reservation.release(in: tx) }
    }
}
