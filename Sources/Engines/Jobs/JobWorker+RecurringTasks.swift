import Basics
import Logging
import Storage

extension JobWorker {
    /// Runs a task whenever it is due and nobody else has it.
    func keepRunning(_ task: RecurringTask, wakenBy signal: JobSignal) async {
        var logger = logger
        logger[metadataKey: "task"] = "\(task.name)"
        let lateness = task.interval * (task.jitter * Double.random(in: 0...1))
        while !roster.isStopping, !Task.isCancelled {
            var pause = Duration.seconds(60)
            do {
                // A task of its own: a cancellation must not come between taking it and knowing of it.
                switch try await Task(operation: { try await take(task, lateness: lateness) }).value {
                case .taken:
                    await run(task, logger)
                    continue
                case .wait(let duration): pause = min(pause, duration)
                }
            } catch {
                logger.error("recurring task could not be taken", metadata: ["error": "\(error)"])
            }
            await signal.wait(atMost: max(pause, .milliseconds(1)))
        }
    }

    private enum Taking {
        case taken
        case wait(Duration)
    }

    /// Looks first, so that a task that is not due costs no write.
    private func take(_ task: RecurringTask, lateness: Duration) async throws -> Taking {
        let wait = try await storage.read { tx in try until(task, lateness: lateness, in: tx) }
        guard wait <= .zero else { return .wait(wait) }
        return try await storage.write { tx in
            try tx.execute("INSERT INTO recurring_task (name) VALUES (\(task.name)) ON CONFLICT (name) DO NOTHING")
            _ = try tx.fetch("SELECT name FROM recurring_task WHERE name = \(task.name) \(tx.dialect.forUpdate)")
            let wait = try until(task, lateness: lateness, in: tx)
            guard wait <= .zero else { return .wait(wait) }
            let now = try tx.now()
            try tx.execute(
                """
                UPDATE recurring_task
                SET last_run_at = \(now), lease_owner = \(owner), lease_until = \(now + options.lease)
                WHERE name = \(task.name)
                """)
            return .taken
        }
    }

    private func until(_ task: RecurringTask, lateness: Duration, in tx: any Transaction) throws -> Duration {
        guard
            let row = try tx.first("SELECT last_run_at, lease_until FROM recurring_task WHERE name = \(task.name)")
        else { return .zero }
        let now = try tx.now()
        let due = try row.optional("last_run_at", row.instant).map { $0 + task.interval + lateness - now } ?? .zero
        let lease = try row.optional("lease_until", row.instant).map { $0 - now } ?? .zero
        return max(due, lease)
    }

    private func run(_ task: RecurringTask, _ logger: Logger) async {
        roster.countRecurring(1)
        let started = ContinuousClock.now
        do {
            try await task.perform()
            let milliseconds = (ContinuousClock.now - started).wholeMicroseconds / 1000
            logger.debug("recurring task done", metadata: ["milliseconds": "\(milliseconds)"])
        } catch is CancellationError where Task.isCancelled {
            logger.notice("recurring task interrupted")
        } catch {
            logger.error("recurring task failed", metadata: ["error": "\(error)"])
        }
        // A task of its own: the lease is given back also when this one is cancelled.
        await Task {
            do {
                try await storage.write { tx in
                    try tx.execute(
                        """
                        UPDATE recurring_task SET lease_owner = NULL, lease_until = NULL
                        WHERE name = \(task.name) AND lease_owner = \(owner)
                        """)
                }
            } catch {
                logger.error("recurring task could not be given back", metadata: ["error": "\(error)"])
            }
        }.value
        roster.countRecurring(-1)
        if roster.isDrained { heartbeat.notify() }
    }
}
