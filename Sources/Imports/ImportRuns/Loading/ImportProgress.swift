import Basics
import Storage
import Synchronization

/// Writes down how far a check has come, soon at first and then four times a second at most, and notices when somebody
/// cancels.
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

    /// A check may be over before anybody looks; what follows takes longer, so of a large one its end is told, unless
    /// something was told just now.
    private func tellEnd(after told: Told) async {
        let rows = state.withLock { $0.rows }
        guard rows >= 1000, rows > told.rows else { return }
        if let then = told.at, then.duration(to: .now) < ImportProgress.pause { return }
        if (try? await storage.write({ tx in try write(rows, tx) })) != nil { wakeRelay() }
    }

    /// What was told last, and when; of nothing yet, never.
    private typealias Told = (rows: Int, at: ContinuousClock.Instant?)

    private static let firstPause = Duration.milliseconds(50)
    private static let pause = Duration.milliseconds(250)

    private func watch() async -> Told {
        var told: Told = (0, nil)
        var pause = ImportProgress.firstPause
        while (try? await Task.sleep(for: pause)) != nil {
            pause = ImportProgress.pause
            let rows = state.withLock { $0.rows }
            // A missed sign of progress is no reason to stop the check.
            let isNews = rows > told.rows
            let isWanted = try? await storage.write { tx in
                guard try ImportRunTable.find(run.id, in: tx)?.state != .canceled else { return false }
                if isNews { try write(rows, tx) }
                return true
            }
            if isWanted == false { state.withLock { $0.isCanceled = true } }
            guard isNews else { continue }
            wakeRelay()
            told = (rows, .now)
        }
        return told
    }
}
