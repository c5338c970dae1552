import Basics
import Blobs
import Catalog
import ImportSchema
package import Jobs
import Storage
import XLSX

/// The worker's side of brand files: one after another of each brand, brands side by side.
///
/// A brand has one job at a time, which does the file whose turn it is. The file's rows, its end, the news of it and the
/// job for the next file are one transaction: killed at any moment, a worker leaves a file done or not begun.
package struct BrandFileProcessing: Sendable {
    static let jobKind = "brand-file"

    private let files: BrandFiles
    private let wakeRelay: @Sendable () -> Void

    /// - Parameter wakeRelay: called after news were written.
    package init(_ files: BrandFiles, wakeRelay: @escaping @Sendable () -> Void = {}) {
        self.files = files
        self.wakeRelay = wakeRelay
    }

    package func register(in handlers: inout JobHandlers) {
        handlers.register(BrandFileProcessing.jobKind, onDead: giveUp, perform: perform)
    }

    /// Promises that the brand's next file is done, unless that is promised already.
    static func enqueue(_ brand: ID<Brand>, in tx: any Transaction) throws {
        try JobQueue.enqueue(
            kind: jobKind, payload: (["brand": JSON(brand)] as JSON).text, uniqueKey: "\(brand)", in: tx)
    }

    private func perform(_ job: JobContext) async throws -> JobOutcome {
        guard let brand = BrandFileProcessing.brand(in: job.payload) else { return .cancel(reason: "no brand") }
        guard let (file, kind) = try await begin(brand, job) else { return .done }
        defer {
            wakeRelay()
            files.wakeWorkers()
        }
        try await process(file, as: kind, job)
        return .done
    }

    /// The file whose turn it is. Nil where there is none, and the job has ended.
    private func begin(
        _ brand: ID<Brand>, _ job: JobContext
    ) async throws -> (file: BrandFile, kind: any BrandFileKind)? {
        try await files.storage.write { tx in
            try job.checkLease(in: tx)
            while let file = try BrandFileTable.next(of: brand, in: tx) {
                if let kind = files.kinds[file.kind] {
                    try BrandFileTable.begin(file.id, in: tx)
                    return (file, kind)
                }
                try reject(file, "This server does not know files of the type \(file.kind).", in: tx)
            }
            try job.complete(in: tx)
            return nil
        }
    }

    private func process(_ file: BrandFile, as kind: some BrandFileKind, _ job: JobContext) async throws {
        do {
            let report: CheckReport? = try await files.blobs.withLocalFile(file.source) { path in
                let report = try await files.bench.run {
                    try kind.check(try TableFile(path: path, limits: files.limits))
                }
                guard report.isClean else { return report }
                return try await apply(file, at: path, as: kind, warnings: report.warnings, job)
            }
            if let report { try await reject(file, report, job) }
        } catch let failure as Failure where failure.kind == .invalid {
            try await end(file, job) { tx in try reject(file, failure.message, in: tx) }
        }
    }

    /// Applies all rows, or none where the database knows better: then tells what is wrong.
    private func apply(
        _ file: BrandFile, at path: String, as kind: some BrandFileKind, warnings: [String], _ job: JobContext
    ) async throws -> CheckReport? {
        do {
            try await end(file, job) { tx in
                guard let brand = try BrandTable.find(file.brand, in: tx) else {
                    return try reject(file, "The brand is gone.", in: tx)
                }
                let now = try tx.now()
                let table = try TableFile(path: path, limits: files.limits)
                let found = try kind.apply(table, of: file, for: brand, at: now, in: tx)
                if let found, !found.check.isClean { throw Refused(report: found.check) }
                let sentences = (found?.missing.sentences ?? []) + warnings
                let note = BrandFileNote.warning(sentences + (file.repeats.map { [BrandFileNote.sameFile($0)] } ?? []))
                try BrandFileTable.end(
                    file.id, as: .processed, note: note, marked: nil, problems: 0, at: now, in: tx)
                try BrandFileNews.processed(file, note: note, at: now, in: tx)
            }
            return nil
        } catch let refused as Refused {
            return refused.report
        }
    }

    private func reject(_ file: BrandFile, _ report: CheckReport, _ job: JobContext) async throws {
        let marked = try await mark(file, report)
        try await end(file, job) { tx in
            try reject(file, BrandFileNote.error(report), marked: marked?.digest, problems: report.problemCount, in: tx)
        }
    }

    /// The body, the job's end, and the promise of what comes next, in one transaction. The job's row is touched last, for
    /// whoever sends another file waits for it.
    private func end(
        _ file: BrandFile, _ job: JobContext, _ body: @escaping @Sendable (any Transaction) throws -> Void
    ) async throws {
        try await files.storage.write { tx in
            try body(tx)
            try job.complete(in: tx)
            if try BrandFileTable.next(of: file.brand, in: tx) != nil {
                try BrandFileProcessing.enqueue(file.brand, in: tx)
            }
        }
    }

    /// A copy with the wrong cells marked, a workbook whatever was sent; nil where damage forbids it.
    private func mark(_ file: BrandFile, _ report: CheckReport) async throws -> Blob? {
        do {
            return try await files.blobs.withLocalFile(file.source) { source in
                try await files.temporary.withFile(".xlsx") { path in
                    try await files.bench.run {
                        try TableFile(path: source, limits: files.limits)
                            .writeMarked(report, to: path, from: source, in: files.temporary, limits: files.limits)
                    }
                    return try await files.blobs.put(fileAt: path)
                }
            }
        } catch is MarkingError {
            return nil
        }
    }

    private func reject(_ file: BrandFile, _ message: String, in tx: any Transaction) throws {
        try reject(file, BrandFileNote.error(message), marked: nil, problems: 0, in: tx)
    }

    private func reject(
        _ file: BrandFile, _ note: String, marked: Digest?, problems: Int, in tx: any Transaction
    ) throws {
        let now = try tx.now()
        try BrandFileTable.end(
            file.id, as: .rejected, note: note, marked: marked, problems: problems, at: now, in: tx)
        try BrandFileNews.rejected(file, note: note, problems: problems, hasMarks: marked != nil, at: now, in: tx)
    }

    /// After the last attempt has failed the file is put aside, so that those behind it get their turn.
    private func giveUp(_ job: Job, in tx: any Transaction) throws {
        guard let brand = BrandFileProcessing.brand(in: job.payload),
            let file = try BrandFileTable.next(of: brand, in: tx)
        else { return }
        try reject(
            file,
            "The file could not be processed, for a reason that is not in the file. Nothing was changed; send it "
                + "again.", in: tx)
        if try BrandFileTable.next(of: brand, in: tx) != nil { try BrandFileProcessing.enqueue(brand, in: tx) }
    }

    private static func brand(in payload: String) -> ID<Brand>? {
        JSON(text: payload)?["brand"]?.integer.map { ID($0) }
    }
}

/// Problems that show only when the rows meet the catalogue; undoes the transaction.
private struct Refused: Error {
    let report: CheckReport
}
