import Basics
import Synchronization

/// What a worker has in its hands now.
final class JobRoster: Sendable {
    struct Entry: Hashable {
        let id: ID<Job>
        let attempt: Int
    }

    private struct State {
        var jobs: [Entry: Running] = [:]
        var recurringTasks = 0
        var isStopping = false
    }

    private struct Running {
        var task: Task<JobOutcome, any Error>?
        var isLost = false
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.jobs.count } }
    var jobs: [Entry] { state.withLock { Array($0.jobs.keys) } }
    var hasRecurringTasks: Bool { state.withLock { $0.recurringTasks > 0 } }
    var isStopping: Bool { state.withLock { $0.isStopping } }
    /// Whether nothing is left to be kept alive.
    var isDrained: Bool { state.withLock { $0.isStopping && $0.jobs.isEmpty && $0.recurringTasks == 0 } }

    func stop() { state.withLock { $0.isStopping = true } }
    func add(_ job: Job) { state.withLock { $0.jobs[Entry(job)] = Running() } }
    func remove(_ job: Job) { state.withLock { $0.jobs[Entry(job)] = nil } }
    func countRecurring(_ change: Int) { state.withLock { $0.recurringTasks += change } }

    /// So that the job can be stopped when its lease is lost.
    func started(_ job: Job, as task: Task<JobOutcome, any Error>) {
        let isLost = state.withLock { state in
            state.jobs[Entry(job)]?.task = task
            return state.jobs[Entry(job)]?.isLost ?? false
        }
        if isLost { task.cancel() }
    }

    /// Stops the work on a job that is not ours any more.
    func lose(_ entry: Entry) {
        let task = state.withLock { state in
            state.jobs[entry]?.isLost = true
            return state.jobs[entry]?.task
        }
        task?.cancel()
    }
}

extension JobRoster.Entry {
    init(_ job: Job) {
        self.init(id: job.id, attempt: job.attempts)
    }
}
