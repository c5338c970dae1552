public import Basics
public import Blobs
import Identity
import ImportSchema
import Jobs
public import Storage
import XLSX

/// Takes in workbooks of one kind: checks them on arrival, keeps them until they are confirmed, and hands them to the
/// workers.
public struct ImportRuns<Kind: ImportKind>: Sendable {
    let kind: Kind
    let storage: any Storage
    let blobs: any BlobStore
    let bench: WorkBench
    let hashLifetime: Duration
    let wakeWorkers: @Sendable () -> Void

    /// - Parameters:
    ///   - hashLifetime: how long a staged workbook waits for its confirmation.
    ///   - wakeWorkers: called after work was queued.
    public init(
        _ kind: Kind, storage: any Storage, blobs: any BlobStore, bench: WorkBench,
        hashLifetime: Duration = .seconds(15 * 60), wakeWorkers: @escaping @Sendable () -> Void = {}
    ) {
        self.kind = kind
        self.storage = storage
        self.blobs = blobs
        self.bench = bench
        self.hashLifetime = hashLifetime
        self.wakeWorkers = wakeWorkers
    }

    static var jobKind: String { "import.\(Kind.name)" }
}
