import Basics
public import Logging
public import Storage

/// Does jobs, several at a time, until it is told to stop.
///
/// A job that is taken is leased; signs of life renew the lease, and when they fail to come another worker takes over.
/// Handlers may therefore run more than once; `JobContext.complete(in:)` makes their effects happen once.
public final class JobWorker: Sendable {
    let storage: any Storage
    let handlers: [String: JobHandlers.Handler]
    let recurringTasks: [RecurringTask]
    let options: JobWorkerOptions
    let owner: String
    let leases: JobLeases
    let roster = JobRoster()
    let logger: Logger
    private let signal: JobSignal
    let heartbeat = JobSignal()
    let recurringSignals: [JobSignal]

    /// - Parameters:
    ///   - recurringTasks: besides these the worker removes old jobs by itself.
    ///   - signal: for no other worker.
    public init(
        storage: any Storage, handlers: JobHandlers, recurringTasks: [RecurringTask] = [],
        options: JobWorkerOptions = JobWorkerOptions(), signal: JobSignal = JobSignal(),
        owner: LeaseOwner = .next(), logger: Logger
    ) {
        self.storage = storage
        self.handlers = handlers.handlers
        self.recurringTasks = recurringTasks + [.removingOldJobs(from: storage, options: options)]
        self.options = options
        self.signal = signal
        self.owner = owner.text
        self.logger = logger
        leases = JobLeases(storage: storage, owner: owner.text, lease: options.lease)
        recurringSignals = self.recurringTasks.map { _ in JobSignal() }
    }

    /// There is something to do: look at once.
    public func notify() {
        signal.notify()
    }

    /// Takes no more jobs; `run` returns when those that run have ended.
    public func shutDown() {
        roster.stop()
        signal.notify()
        heartbeat.notify()
        for signal in recurringSignals { signal.notify() }
    }

    /// Works until `shutDown`, or until its task is cancelled: then the handlers are cancelled too, and their jobs go
    /// back as if they had not been begun. Can be run once.
    public func run() async {
        await releaseAbandoned()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.giveSignsOfLife() }
            for (task, signal) in zip(recurringTasks, recurringSignals) {
                group.addTask { await self.keepRunning(task, wakenBy: signal) }
            }
            while !roster.isStopping, !Task.isCancelled {
                var pause = options.pollInterval
                let free = options.concurrency - roster.count
                if free > 0 {
                    let claims = await claim(free)
                    for job in claims.jobs {
                        roster.add(job)
                        group.addTask {
                            await self.perform(job)
                            self.roster.remove(job)
                            self.signal.notify()
                            if self.roster.isDrained { self.heartbeat.notify() }
                        }
                    }
                    if let next = claims.next { pause = min(pause, max(next, .milliseconds(5))) }
                }
                await signal.wait(atMost: pause)
            }
        }
    }

    private func releaseAbandoned() async {
        do {
            let count = try await leases.releaseAbandoned()
            if count > 0 { logger.notice("abandoned jobs released", metadata: ["jobs": "\(count)"]) }
        } catch {
            logger.error("abandoned jobs could not be released", metadata: ["error": "\(error)"])
        }
    }

    private func claim(_ most: Int) async -> JobLeases.Claims {
        do {
            // A task of its own: a cancellation must not come between taking jobs and knowing of them.
            return try await Task { try await leases.claim(handlers.keys.sorted(), most: most) }.value
        } catch {
            logger.error("jobs could not be claimed", metadata: ["error": "\(error)"])
            return JobLeases.Claims()
        }
    }

    private func giveSignsOfLife() async {
        while true {
            await heartbeat.wait(atMost: options.lease / 3)
            if roster.isDrained || Task.isCancelled { return }
            await renewLeases()
        }
    }

    private func renewLeases() async {
        let entries = roster.jobs
        if entries.isEmpty, !roster.hasRecurringTasks { return }
        do {
            let kept = try await leases.renew(entries)
            for entry in entries where !kept.contains(entry) { roster.lose(entry) }
        } catch is CancellationError {
            return
        } catch {
            logger.error("leases could not be renewed", metadata: ["error": "\(error)"])
        }
    }
}
