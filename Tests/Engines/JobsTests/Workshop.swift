import Basics
import Foundation
import Jobs
import Logging
import Storage
import Synchronization
import TestDatabases
import Testing

/// A database with the queue's tables, a clock that can be set forward, and a book of what the handlers did.
final class Workshop: Sendable {
    let storage: any Storage
    private let entries = Mutex<[String]>([])
    private let ahead: Ahead

    /// With a frozen clock, time passes for the database only by `advance`.
    init(frozen: Bool = false) async throws {
        let ahead = Ahead()
        let start = Instant.now
        storage = try await TestDatabase.make(clock: WallClock { (frozen ? start : .now) + ahead.duration })
        self.ahead = ahead
        try await Migrator(JobMigrations.all).migrate(storage)
        try await storage.write { tx in try tx.executeScript("CREATE TABLE effect (word TEXT NOT NULL)") }
    }

    private final class Ahead: Sendable {
        private let value = Mutex(Duration.zero)
        var duration: Duration {
            get { value.withLock { $0 } }
            set { value.withLock { $0 = newValue } }
        }
    }

    func advance(by duration: Duration) { ahead.duration += duration }

    func note(_ entry: String) { entries.withLock { $0.append(entry) } }
    var notes: [String] { entries.withLock { $0 } }

    func worker(
        _ handlers: JobHandlers, recurring: [RecurringTask] = [], concurrency: Int = 4,
        poll: Duration = .milliseconds(20), lease: Duration = .seconds(30), on other: (any Storage)? = nil
    ) -> JobWorker {
        JobWorker(
            storage: other ?? storage, handlers: handlers, recurringTasks: recurring,
            options: JobWorkerOptions(concurrency: concurrency, pollInterval: poll, lease: lease),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @discardableResult
    func enqueue(
        _ kind: String = "work", payload: String = "{}", runAt: Instant? = nil, maxAttempts: Int = 10,
        uniqueKey: String? = nil
    ) async throws -> ID<Job> {
        try await storage.write { tx in
            try JobQueue.enqueue(
                kind: kind, payload: payload, runAt: runAt, maxAttempts: maxAttempts, uniqueKey: uniqueKey, in: tx)
        }
    }

    func job(_ id: ID<Job>) async throws -> Job {
        try #require(try await storage.read { tx in try JobQueue.find(id, in: tx) })
    }

    func effects() async throws -> Int64 {
        try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM effect") }
    }

    /// Lets a time pass in which each lease is renewed several times, if somebody renews it.
    func passLeases(of lease: Duration, in table: SQL) async throws {
        for _ in 0..<5 {
            let before = try await leaseEnd(in: table)
            advance(by: lease / 2)
            try await eventually { try await leaseEnd(in: table) > before }
        }
    }

    private func leaseEnd(in table: SQL) async throws -> Int64 {
        // Of all that are held, the one that ends first.
        try await storage.read { tx in try tx.integer("SELECT MIN(lease_until) FROM \(table)") }
    }

    func wait(for id: ID<Job>, toBe state: Job.State) async throws {
        try await eventually { try await job(id).state == state }
    }
}

/// Handlers for the one kind of job that most tests use.
func handlers(
    _ kind: String = "work", backoff: Backoff = Backoff(first: .milliseconds(10), jitter: 0),
    onDead: JobHandlers.OnDead? = nil, _ perform: @escaping JobHandlers.Perform
) -> JobHandlers {
    var handlers = JobHandlers()
    handlers.register(kind, backoff: backoff, onDead: onDead, perform: perform)
    return handlers
}

/// Runs workers for the time of the body and then shuts them down.
func running(_ workers: JobWorker..., body: () async throws -> Void) async throws {
    let tasks = workers.map { worker in Task { await worker.run() } }
    let result: Result<Void, any Error>
    do {
        try await body()
        result = .success(())
    } catch {
        result = .failure(error)
    }
    for worker in workers { worker.shutDown() }
    for task in tasks { await task.value }
    try result.get()
}

/// Gives a folder of its own, which is removed afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jobs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// Waits up to a minute for something to become true.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<12000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("it did not come true within a minute")
}

/// Opens once; whoever waits goes on then.
final class Gate: Sendable {
    private let isOpen = Mutex(false)

    func open() { isOpen.withLock { $0 = true } }

    func pass() async throws {
        while !isOpen.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
    }
}
