import Basics
import Storage
import Synchronization

/// Writes down how far a check has come, soon at first and then four times a second, and notices when somebody cancels.
final class ImportProgress: Sendable {
    private let run: ImportRun
    private let storage: any Storage
    private let write: @Sendable (Int, any Transaction) throws -> Void
    private let wakeRelay: @Sendable () -> Void
    private let state = Mutex(State())

    private struct State {
        var rows = 0
        var isCanceled = false
    }

    init<Kind: ImportKind>(
        _ run: ImportRun, kind: Kind.Type, storage: any Storage, wakeRelay: @escaping @Sendable () -> Void
    ) {
        self.run = run
        self.storage = storage
        self.wakeRelay = wakeRelay
        write = { rows, tx in
            try ImportRunTable.recordProgress(rows, of: run.id, in: tx)
            try ImportNews<Kind>.progress(run, rows: rows, in: tx)
        }
    }

    /// To be called by the check; throws `ImportCanceled` once the run was canceled.
    @Sendable
    func advance(to rows: Int) throws {
        try state.withLock { state in
            state.rows = rows
            if state.isCanceled { throw ImportCanceled() }
        }
    }

    /// Runs the check with somebody watching it.
    func reporting<Value: Sendable>(_ check: @Sendable () async throws -> Value) async throws -> Value {
        let watch = Task { await self.watch() }
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await check()) } catch { outcome = .failure(error) }
        // Nothing of the progress may be told after the end.
        watch.cancel()
        let told = await watch.value
        if case .success = outcome { await tellEnd(after: told) }
        return try outcome.get()
    }

    /// A check may be over before anybody looks; what follows takes longer, so of a large one its end is told.
    private func tellEnd(after told: Int) async {
        let rows = state.withLock { $0.rows }
        guard rows >= 1000, rows > told else { return }
        if (try? await storage.write({ tx in try write(rows, tx) })) != nil { wakeRelay() }
    }

    /// Hands back how many rows it has told of.
    private func watch() async -> Int {
        var told = 0
        var pause = 50
        while (try? await Task.sleep(for: .milliseconds(pause))) != nil {
            pause = min(pause * 2, 250)
            let rows = state.withLock { $0.rows }
            // A missed sign of progress is no reason to stop the check.
            let isNews = rows > told
            let isWanted = try? await storage.write { tx in
                guard try ImportRunTable.find(run.id, in: tx)?.state != .canceled else { return false }
                if isNews { try write(rows, tx) }
                return true
            }
            if isWanted == false { state.withLock { $0.isCanceled = true } }
            if isNews { wakeRelay() }
            told = rows
        }
        return told
    }
}
