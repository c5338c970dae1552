import Access
import Basics
import Blobs
import Foundation
import Identity
import ImportKinds
import ImportRuns
import Jobs
import Logging
import Storage

extension House {
    /// Lets a worker do one job of each kind, and all that recurs.
    func work(_ handlers: JobHandlers, _ options: JobWorkerOptions, until kinds: [String]) async throws {
        for kind in kinds {
            try await storage.write { tx in _ = try JobQueue.enqueue(kind: kind, uniqueKey: "once", in: tx) }
        }
        try await work(handlers, options) {
            // Other paths leave work of other kinds.
            try await unobserved.read { tx in
                try kinds.allSatisfy { kind in
                    try tx.integer(
                        "SELECT COUNT(*) FROM job WHERE kind = \(kind) AND state IN ('ready', 'running')") == 0
                }
            }
        }
    }

    /// Uploads what the panel has as a workbook, confirms it, loads it and undoes the load.
    func loadSummary() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plans-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bench = WorkBench(slots: 1, waiting: 10)
        let blobs = MemoryBlobStore()
        let temporary = TemporaryFolder(folder)
        let runs = ImportRuns(
            IntercomSummary(), storage: storage, blobs: blobs, bench: bench, temporary: temporary)
        let exports = SummaryExports(storage: storage, bench: bench, temporary: temporary)
        let blob = try await exports.withTemplate(for: panel, by: caller) { try await blobs.put(fileAt: $0) }
        let workbook = ArrivedWorkbook(blob: blob, fileName: "x.xlsx", origin: "")

        guard case .staged(let unwanted, _, _) = try await runs.arrive(workbook, for: panel.number, by: caller),
            case .staged(let staged, let hash, _) = try await runs.arrive(workbook, for: panel.number, by: caller)
        else { throw Failure.notFound("staged run") }
        _ = try await runs.cancel(unwanted.id, by: caller)
        _ = try await runs.confirm(hash: hash, for: panel.number, by: caller)
        var handlers = JobHandlers()
        ImportLoad(runs, link: { _, now in ("", now) }).register(in: &handlers)
        let finished = handlers
        func loaded(_ run: ID<ImportRun>) async throws {
            try await work(finished, JobWorkerOptions()) {
                let state = try await runs.get(run, by: caller).run.state
                guard state != .rejected else { throw Failure.notFound("load") }
                return state == .loaded
            }
        }
        try await loaded(staged.id)
        try await loaded(try await runs.revert(staged.id, origin: "", by: caller).run.id)
    }

    func work(
        _ handlers: JobHandlers, _ options: JobWorkerOptions, _ isDone: () async throws -> Bool
    ) async throws {
        let worker = JobWorker(storage: storage, handlers: handlers, options: options, logger: Logger(label: "test"))
        let running = Task { await worker.run() }
        defer { running.cancel() }
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !isDone() {
            guard ContinuousClock.now < deadline else { throw Failure.notFound("end of the work") }
            try await Task.sleep(for: .milliseconds(50))
        }
        worker.shutDown()
        await running.value
    }
}
