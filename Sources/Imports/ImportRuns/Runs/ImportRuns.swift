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
    let temporary: TemporaryFolder
    let hashLifetime: Duration
    package let wakeWorkers: @Sendable () -> Void

    /// - Parameters:
    ///   - temporary: where copies of workbooks are made, and what of a workbook does not fit into memory lies while it is
    ///     read.
    ///   - hashLifetime: how long a staged workbook waits for its confirmation.
    ///   - wakeWorkers: called after work was queued.
    public init(
        _ kind: Kind, storage: any Storage, blobs: any BlobStore, bench: WorkBench,
        temporary: TemporaryFolder, hashLifetime: Duration = .seconds(15 * 60),
        wakeWorkers: @escaping @Sendable () -> Void = {}
    ) {
        self.kind = kind
        self.storage = storage
        self.blobs = blobs
        self.bench = bench
        self.temporary = temporary
        self.hashLifetime = hashLifetime
        self.wakeWorkers = wakeWorkers
    }

    /// What is taken of a workbook.
    var limits: XLSXLimits {
        var limits = XLSXLimits.standard
        limits.temporaryFolder = temporary.path
        return limits
    }

    static var jobKind: String { "import.\(Kind.name)" }
}
