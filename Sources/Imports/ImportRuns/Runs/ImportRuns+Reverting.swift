public import Basics
import Blobs
public import Identity
import ImportSchema
import Storage

extension ImportRuns {
    /// Queues the load of the workbook that was kept before this load.
    ///
    /// Throws `conflict` where the run never loaded, or where a later load happened.
    public func revert(_ id: ID<ImportRun>, origin: String, by caller: Principal) async throws -> ReportedRun {
        let reverting = try await storage.read { tx in
            try caller.require(Kind.updatePermission)
            return try find(id, for: caller, in: tx)
        }
        if let backup = reverting.backup, try await !blobs.touch(backup) { throw Self.backupGone }
        let result = try await storage.write { tx in
            let run = try find(id, for: caller, in: tx)
            try kind.authorize(run.subject, by: caller, Kind.updatePermission, in: tx)
            guard let number = run.loadNumber else {
                throw Failure(
                    .conflict, code: "upload.not-loaded",
                    "This upload is \(run.state.rawValue): it changed nothing that could be undone.")
            }
            guard try ImportRunTable.lastLoad(kind: Kind.name, subject: run.subject, in: tx) == number else {
                throw Failure(
                    .conflict, code: "upload.later-load",
                    "A later upload was loaded into this \(Kind.subjectName). Undo that one first.")
            }
            guard let backup = run.backup else { throw Self.backupGone }
            let new = try ImportRunTable.insert(
                ImportRunTable.Draft(
                    kind: Kind.name, subject: run.subject, caller: caller, state: .queued, hash: nil, expiresAt: nil,
                    fileName: FileName(run.fileName).adding("_before"), source: backup, changes: nil,
                    report: CheckReport(), origin: origin),
                at: try tx.now(), in: tx)
            try enqueue(new, in: tx)
            return try Self.reported(new, in: tx)
        }
        wakeWorkers()
        return result
    }

    private static var backupGone: Failure {
        Failure(.conflict, code: "upload.backup-gone", "The workbook kept before this load is past its retention time.")
    }
}
