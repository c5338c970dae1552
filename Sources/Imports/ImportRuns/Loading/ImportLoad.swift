public import Basics
import Blobs
import Events
import ImportSchema
public import Jobs
import Logging
import Storage
import XLSX

/// The worker's side of a run: checks the workbook, loads all of it in one transaction, or hands it back marked.
///
/// Killed at any moment, it leaves either the old state or the new one. The job's end, the load and the news of it are one
/// transaction, so a second attempt finds either nothing done or nothing to do.
public struct ImportLoad<Kind: ImportKind>: Sendable {
    let runs: ImportRuns<Kind>
    let link: @Sendable (ImportRun, Instant) -> (url: String, expiresAt: Instant)
    let wakeRelay: @Sendable () -> Void

    /// - Parameters:
    ///   - link: a link that opens a run's marked workbook without a token, made at this moment.
    ///   - wakeRelay: called after news were written.
    public init(
        _ runs: ImportRuns<Kind>,
        link: @escaping @Sendable (ImportRun, Instant) -> (url: String, expiresAt: Instant),
        wakeRelay: @escaping @Sendable () -> Void = {}
    ) {
        self.runs = runs
        self.link = link
        self.wakeRelay = wakeRelay
    }

    /// Lets a worker do the loads of this kind.
    public func register(in handlers: inout JobHandlers) {
        handlers.register(ImportRuns<Kind>.jobKind, onDead: giveUp, perform: perform)
    }

    func perform(_ job: JobContext) async throws -> JobOutcome {
        guard let run = try await begin(job) else { return .cancel(reason: "the run is not waiting to be loaded") }
        defer { wakeRelay() }
        do {
            // A change of the subject while the workbook is checked makes the check worthless: do it again.
            for _ in 0..<20 {
                if let outcome = try await attempt(run, job) { return outcome }
            }
            return .retry(reason: "the \(Kind.subjectName) kept changing while the workbook was checked")
        } catch is ImportCanceled {
            return .cancel(reason: "canceled while checking")
        } catch let failure as Failure where failure.kind == .invalid {
            var report = CheckReport()
            report.warn(failure.message)
            try await reject(run, report, job)
            return .done
        }
    }

    private func begin(_ job: JobContext) async throws -> ImportRun? {
        guard let number = JSON(text: job.payload)?["run"]?.integer else { return nil }
        let id = ID<ImportRun>(number)
        return try await runs.storage.write { tx in
            guard let run = try ImportRunTable.find(id, in: tx) else { return nil }
            if run.state == .loading { return run }
            return try ImportRunTable.move(id, from: [.queued, .checking], to: .checking, in: tx) ? run : nil
        }
    }

    /// Nil where the subject changed meanwhile.
    private func attempt(_ run: ImportRun, _ job: JobContext) async throws -> JobOutcome? {
        let present = try await runs.storage.read { tx in try runs.kind.present(run.subject, in: tx) }
        let progress = ImportProgress(run, kind: Kind.self, storage: runs.storage, wakeRelay: wakeRelay)
        let (report, content) = try await progress.reporting {
            try await runs.check(run.source, against: present, progress: progress.advance)
        }
        guard report.isClean else {
            try await reject(run, report, job)
            return .done
        }
        let isLoading = try await runs.storage.write { tx in
            try ImportRunTable.move(run.id, from: [.checking, .loading], to: .loading, in: tx)
        }
        guard isLoading else { throw ImportCanceled() }
        let backup = try await keep { path in try runs.kind.write(present, to: path) }
        do {
            try await runs.storage.write { tx in
                try job.complete(in: tx)
                let now = try tx.now()
                guard let changes = try runs.kind.load(content, over: present, at: now, in: tx) else {
                    throw SubjectChanged()
                }
                try ImportRunTable.record(report, of: run.id, in: tx)
                try ImportRunTable.load(run, changes: changes, backup: backup.digest, at: now, in: tx)
                try ImportRunTable.expireStaged(kind: Kind.name, subject: run.subject, at: now, in: tx)
                try ImportNews<Kind>.loaded(run, changes: changes, in: tx)
            }
        } catch is SubjectChanged {
            return nil
        }
        return .done
    }

    private func reject(_ run: ImportRun, _ report: CheckReport, _ job: JobContext) async throws {
        var report = report
        let marked = report.isClean ? nil : try await mark(run, &report)
        let verdict = report
        try await runs.storage.write { tx in
            try job.complete(in: tx)
            let now = try tx.now()
            guard try ImportRunTable.move(run.id, from: [.checking, .loading], to: .rejected, in: tx) else {
                throw ImportCanceled()
            }
            try ImportRunTable.record(verdict, of: run.id, in: tx)
            try ImportRunTable.reject(run.id, marked: marked?.digest, at: now, in: tx)
            try ImportNews<Kind>.rejected(
                run, errorCount: verdict.problemCount, link: marked.map { _ in link(run, now) }, in: tx)
        }
    }

    /// A copy of the workbook with the wrong cells marked; nil where damage that the check did not meet forbids it.
    private func mark(_ run: ImportRun, _ report: inout CheckReport) async throws -> Blob? {
        let found = report
        do {
            return try await runs.blobs.withLocalFile(run.source) { source in
                try await keep { path in try MarkedWorkbook(found).write(copyOf: source, to: path, limits: runs.limits)
                }
            }
        } catch let error as MarkingError where error.isOfTheWorkbook {
            report.warn("The wrong cells could not be marked in a copy. \(error.description)")
            return nil
        }
    }

    /// Keeps what the body writes to a file.
    private func keep(_ write: @escaping @Sendable (String) throws -> Void) async throws -> Blob {
        try await runs.temporary.withFile(".xlsx") { path in
            try await runs.bench.run { try write(path) }
            return try await runs.blobs.put(fileAt: path)
        }
    }

    /// After the last attempt has failed: nothing was changed, and whoever waits is told so.
    private func giveUp(_ job: Job, in tx: any Transaction) throws {
        guard let number = JSON(text: job.payload)?["run"]?.integer,
            let run = try ImportRunTable.find(ID(number), in: tx)
        else { return }
        let now = try tx.now()
        guard try ImportRunTable.move(run.id, from: [.queued, .checking, .loading], to: .rejected, in: tx) else {
            return
        }
        var report = CheckReport()
        report.warn("The load failed for a reason that is not in the workbook. Nothing was changed; upload it again.")
        try ImportRunTable.record(report, of: run.id, in: tx)
        try ImportRunTable.reject(run.id, marked: nil, at: now, in: tx)
        try ImportNews<Kind>.rejected(run, errorCount: 0, link: nil, in: tx)
    }
}

/// Somebody canceled the run while it was being checked.
struct ImportCanceled: Error {}

private struct SubjectChanged: Error {}

extension MarkingError {
    /// Whether another attempt would meet the same: the workbook is at fault, not the disk.
    fileprivate var isOfTheWorkbook: Bool {
        switch self {
        case .reading(let error): !error.isInputOutput
        case .outsideSheet, .options: true
        case .writing: false
        }
    }
}
