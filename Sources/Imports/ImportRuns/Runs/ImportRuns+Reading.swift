public import Basics
public import Identity
import Storage

/// A run with the first 1,000 problems as JSON.
public struct ReportedRun: Sendable {
    public let run: ImportRun
    /// When it was read, by the clock that all servers on the database share.
    public let readAt: Instant
    /// The state at that moment: a staged run whose time is up counts as expired.
    public let state: ImportRun.State
    public let problems: JSON
}

extension ImportRuns {
    /// A run of the caller's organization.
    public func get(_ id: ID<ImportRun>, by caller: Principal) async throws -> ReportedRun {
        return try await storage.read { tx in
            try caller.require(Kind.viewPermission)
            return try Self.reported(try find(id, for: caller, in: tx), in: tx)
        }
    }

    /// Stops a run that is not loading yet.
    public func cancel(_ id: ID<ImportRun>, by caller: Principal) async throws -> ReportedRun {
        return try await storage.write { tx in
            try caller.require(Kind.updatePermission)
            let run = try find(id, for: caller, in: tx)
            let canceled = try ImportRunTable.move(
                id, from: [.staged, .queued, .checking], to: .canceled, finishedAt: try tx.now(), in: tx)
            guard canceled else {
                throw Failure(
                    .conflict, code: "upload.not-cancelable",
                    "This upload is \(run.state.rawValue) and can no longer be canceled.")
            }
            return try Self.reported(try find(id, for: caller, in: tx), in: tx)
        }
    }

    /// The marked workbook of a rejected run: where its bytes are and what it is called.
    public func markedWorkbook(of id: ID<ImportRun>, by caller: Principal) async throws -> (
        digest: Digest, name: String
    ) {
        let run = try await storage.read { tx in
            try caller.require(Kind.viewPermission)
            return try find(id, for: caller, in: tx)
        }
        return try Self.marked(run)
    }

    /// The same for whoever holds a signed link; the link is the permission. Nil where it has lapsed.
    public func markedWorkbook(
        ofSigned id: ID<ImportRun>, until lapse: Instant
    ) async throws -> (digest: Digest, name: String)? {
        let (now, run) = try await storage.read { tx in (try tx.now(), try ImportRunTable.find(id, in: tx)) }
        guard now < lapse else { return nil }
        guard let run else { throw Failure.notFound("upload") }
        return try Self.marked(run)
    }

    private static func marked(_ run: ImportRun) throws -> (digest: Digest, name: String) {
        guard let digest = run.marked else {
            throw Failure(.notFound, code: "upload.no-errors", "This upload has no workbook with marked errors.")
        }
        return (digest, FileName(run.fileName).adding("_errors"))
    }

    func find(_ id: ID<ImportRun>, for caller: Principal, in tx: any Transaction) throws -> ImportRun {
        guard let run = try ImportRunTable.find(id, of: caller.organization, in: tx), run.kind == Kind.name else {
            throw Failure.notFound("upload")
        }
        return run
    }

    static func reported(_ run: ImportRun, in tx: any Transaction) throws -> ReportedRun {
        let now = try tx.now()
        let lapsed = run.state == .staged && run.expiresAt.map { $0 <= now } == true
        return ReportedRun(
            run: run, readAt: now, state: lapsed ? .expired : run.state,
            problems: try ImportRunTable.problems(of: run.id, in: tx))
    }
}
