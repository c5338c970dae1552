public import Basics
public import Blobs
public import Identity
import ImportSchema
import Jobs
package import Storage
import XLSX

/// A workbook that has arrived whole.
public struct ArrivedWorkbook: Sendable {
    public let blob: Blob
    public let fileName: String
    /// `scheme://host[/prefix]` by which its sender reached us.
    public let origin: String

    /// - Parameter fileName: reduced to its last path component, without control characters.
    public init(blob: Blob, fileName: String?, origin: String) {
        self.blob = blob
        self.fileName = FileName(fileName ?? "upload.xlsx").text
        self.origin = origin
    }
}

/// What became of a workbook on arrival.
public enum Arrival: Sendable {
    /// Its load would replace something: it waits for a confirmation with this hash.
    case staged(ImportRun, hash: Secret, expiresAt: Instant)
    /// It replaces nothing; the load is queued.
    case queued(ImportRun)
}

extension ImportRuns {
    /// Throws where the caller may not load into the subject; to be asked before a file is taken in.
    public func authorize(_ subject: Int64, by caller: Principal) async throws {
        try await storage.read { tx in try kind.authorize(subject, by: caller, Kind.updatePermission, in: tx) }
    }

    /// Checks a workbook and stages or queues its load.
    ///
    /// Throws `invalid` on `file` where it is no workbook, or one that cannot be read to its end.
    public func arrive(
        _ workbook: ArrivedWorkbook, for subject: Int64, by caller: Principal
    ) async throws -> Arrival {
        let checked = try await examine(workbook, for: subject, by: caller)
        let arrival = try await storage.write { tx in try keep(checked, for: subject, by: caller, in: tx) }
        if case .queued = arrival { wakeWorkers() }
        return arrival
    }

    /// The first half of `arrive`: reads the workbook whole, and changes nothing.
    package func examine(
        _ workbook: ArrivedWorkbook, for subject: Int64, by caller: Principal
    ) async throws -> ExaminedWorkbook {
        let present = try await storage.read { tx in
            try kind.authorize(subject, by: caller, Kind.updatePermission, in: tx)
            return try kind.present(subject, in: tx)
        }
        let (report, content) = try await check(workbook.blob.digest, against: present)
        return ExaminedWorkbook(
            workbook: workbook, report: report,
            changes: report.isClean ? kind.changes(from: present, to: content) : nil,
            needsConfirmation: !kind.isEmpty(present))
    }

    /// The second half of `arrive`, in the caller's transaction. After the commit of a queued one, `wakeWorkers` is due.
    package func keep(
        _ examined: ExaminedWorkbook, for subject: Int64, by caller: Principal, in tx: any Transaction
    ) throws -> Arrival {
        try kind.authorize(subject, by: caller, Kind.updatePermission, in: tx)
        let now = try tx.now()
        let hash = examined.needsConfirmation ? Secret.random(bytes: 16) : nil
        let draft = ImportRunTable.Draft(
            kind: Kind.name, subject: subject, caller: caller, state: hash == nil ? .queued : .staged, hash: hash,
            expiresAt: hash.map { _ in now + hashLifetime }, fileName: examined.workbook.fileName,
            source: examined.workbook.blob.digest, changes: examined.changes, report: examined.report,
            origin: examined.workbook.origin)
        let run = try ImportRunTable.insert(draft, at: now, in: tx)
        guard let hash, let expiresAt = run.expiresAt else {
            try enqueue(run, in: tx)
            return .queued(run)
        }
        return .staged(run, hash: hash, expiresAt: expiresAt)
    }

    /// Queues the load of the workbook that was staged under this hash.
    ///
    /// Throws `invalid` on `hash`, saying whether it is unknown, expired, used or of another subject.
    public func confirm(hash: Secret, for subject: Int64, by caller: Principal) async throws -> ImportRun {
        let run = try await storage.write { tx in try confirm(hash: hash, for: subject, by: caller, in: tx) }
        wakeWorkers()
        return run
    }

    /// The same in the caller's transaction. After its commit, `wakeWorkers` is due.
    package func confirm(
        hash: Secret, for subject: Int64, by caller: Principal, in tx: any Transaction
    ) throws -> ImportRun {
        try kind.authorize(subject, by: caller, Kind.updatePermission, in: tx)
        guard let run = try ImportRunTable.hold(hash: hash.digest, of: caller.organization, in: tx),
            run.kind == Kind.name
        else {
            throw Failure.invalid("hash", code: "hash.unknown", "This hash is unknown. Upload the file again.")
        }
        guard run.subject == subject else {
            throw Failure.invalid(
                "hash", code: "hash.other-subject",
                "This hash belongs to an upload for another \(Kind.subjectName). Confirm it there.")
        }
        guard try ImportRunTable.confirm(run.id, at: try tx.now(), in: tx) else { throw refusal(of: run) }
        try enqueue(run, in: tx)
        return run
    }

    private func refusal(of run: ImportRun) -> Failure {
        switch run.state {
        case .staged, .expired:
            .invalid("hash", code: "hash.expired", "This hash has expired. Upload the file again.")
        case .canceled:
            .invalid("hash", code: "hash.canceled", "This upload was canceled. Upload the file again.")
        case .queued, .checking, .loading, .loaded, .rejected:
            .invalid(
                "hash", code: "hash.used", "This hash was used already. Upload the file again to load it once more.")
        }
    }

    func enqueue(_ run: ImportRun, in tx: any Transaction) throws {
        try JobQueue.enqueue(
            kind: Self.jobKind, payload: (["run": JSON(run.id)] as JSON).text, uniqueKey: "\(Self.jobKind).\(run.id)",
            in: tx)
    }

    /// Reads a stored workbook whole; what is wrong with the file itself is the sender's fault.
    func check(
        _ digest: Digest, against present: Kind.Present, progress: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) async throws -> (report: CheckReport, content: Kind.Content) {
        try await blobs.withLocalFile(digest) { path in
            try await bench.run {
                do {
                    let workbook = try Workbook(path: path, limits: limits)
                    return try kind.check(workbook, against: present, progress: progress)
                } catch let error as XLSXError where !error.isInputOutput {
                    throw Failure.invalid("file", code: "file.not-a-workbook", error.description)
                } catch let error as SheetCheckError {
                    throw Failure.invalid("file", code: "file.no-cells", error.description)
                }
            }
        }
    }
}

/// A workbook that was read, and what is to be kept of that.
package struct ExaminedWorkbook: Sendable {
    let workbook: ArrivedWorkbook
    let report: CheckReport
    let changes: JSON?
    /// Whether a load would replace something.
    let needsConfirmation: Bool
}

/// A file's name as it is kept: the last path component, no control characters, at most 255 of its characters.
struct FileName {
    let text: String

    init(_ raw: String) {
        let last = raw.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.filter { $0.properties.generalCategory != .control && !$0.isDirectional }
        let name = String(String.UnicodeScalarView(scalars)).trimmed.prefix(255)
        text = name.isEmpty || name == "." || name == ".." ? "upload.xlsx" : String(name)
    }

    /// The name with a word before its ending: `list_errors.xlsx`.
    func adding(_ word: String) -> String {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return text + word }
        return text[..<dot] + word + text[dot...]
    }
}

extension Unicode.Scalar {
    /// Overrides of the writing direction, which make a name look like another.
    fileprivate var isDirectional: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}
