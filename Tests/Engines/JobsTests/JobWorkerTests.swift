import Basics
import Jobs
import Storage
import StorageSQLite
import Testing

struct JobWorkerTests {
    struct Trouble: Error {}

    @Test func `jobs are done, oldest first`() async throws {
        let workshop = try await Workshop()
        for number in 1...5 { try await workshop.enqueue(payload: "\(number)") }
        try await running(
            workshop.worker(
                handlers { context in
                    workshop.note(context.payload)
                    return .done
                }, concurrency: 1)
        ) {
            try await eventually { workshop.notes.count == 5 }
        }
        #expect(workshop.notes == ["1", "2", "3", "4", "5"])
    }

    @Test func `a job waits for its time`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue(runAt: .now + .seconds(3600))
        let worker = workshop.worker(handlers { _ in .done })
        try await running(worker) {
            try await Task.sleep(for: .milliseconds(100))
            let early = try await workshop.job(id).state
            #expect(early == .ready)
            workshop.advance(by: .seconds(3601))
            try await workshop.wait(for: id, toBe: .done)
        }
    }

    @Test func `a notification makes a job start at once`() async throws {
        let workshop = try await Workshop()
        let worker = workshop.worker(handlers { _ in .done }, poll: .seconds(60))
        try await running(worker) {
            try await Task.sleep(for: .milliseconds(100))
            let start = ContinuousClock.now
            let id = try await workshop.enqueue()
            worker.notify()
            try await workshop.wait(for: id, toBe: .done)
            #expect(ContinuousClock.now - start < .seconds(50))
        }
    }

    @Test func `a failed attempt is repeated, with its error kept meanwhile`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let id = try await workshop.enqueue()
        try await running(
            workshop.worker(
                handlers { context in
                    workshop.note("\(context.attempt)")
                    switch context.attempt {
                    case 1: throw Trouble()
                    case 2: return .retry(after: .milliseconds(1), reason: "not yet")
                    default:
                        try await gate.pass()
                        return .done
                    }
                })
        ) {
            try await eventually { workshop.notes.count == 3 }
            let error = try await workshop.job(id).lastError
            #expect(error == "not yet")
            gate.open()
            try await workshop.wait(for: id, toBe: .done)
        }
        let job = try await workshop.job(id)
        #expect(workshop.notes == ["1", "2", "3"])
        #expect(job.attempts == 3 && job.lastError == nil)
    }

    @Test func `a retry waits as long as it was told`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue()
        try await running(
            workshop.worker(
                handlers { context in
                    context.attempt == 1 ? .retry(after: .seconds(600), reason: "later") : .done
                })
        ) {
            try await eventually { try await workshop.job(id).lastError == "later" }
            let job = try await workshop.job(id)
            #expect(job.state == .ready && job.runAt - .now > .seconds(590))
            workshop.advance(by: .seconds(601))
            try await workshop.wait(for: id, toBe: .done)
        }
    }

    @Test func `the back-off doubles up to its limit and leaves something to chance`() {
        let exact = Backoff(first: .seconds(2), most: .seconds(60), jitter: 0)
        let delays = (1...8).map { exact.delay(after: $0) }
        #expect(delays == [2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        #expect(exact.delay(after: .max) == .seconds(60))
        let loose = Backoff(first: .seconds(2), most: .seconds(60), jitter: 0.5)
        let drawn = Set((0..<100).map { _ in loose.delay(after: 3) })
        #expect(drawn.count > 10 && drawn.allSatisfy { $0 >= .seconds(4) && $0 <= .seconds(8) })
    }

    @Test func `a job that keeps failing dies, and the domain is told in the same transaction`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue(maxAttempts: 3)
        let onDead: JobHandlers.OnDead = { job, tx in
            try tx.execute("INSERT INTO effect (word) VALUES (\("\(job.id) \(job.state) \(job.attempts)"))")
        }
        try await running(
            workshop.worker(
                handlers(onDead: onDead) { context in
                    workshop.note("\(context.attempt) \(context.isLastAttempt)")
                    throw Trouble()
                })
        ) {
            try await workshop.wait(for: id, toBe: .dead)
        }
        let told = try await workshop.storage.read { tx in try tx.fetch("SELECT word FROM effect") }
        #expect(try told.map { try $0.text("word") } == ["\(id) dead 3"])
        #expect(workshop.notes == ["1 false", "2 false", "3 true"])
    }

    @Test func `a callback that fails does not keep a job alive`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue(maxAttempts: 1)
        try await running(workshop.worker(handlers(onDead: { _, _ in throw Trouble() }) { _ in throw Trouble() })) {
            try await workshop.wait(for: id, toBe: .dead)
        }
    }

    @Test func `a handler may find that a job is not needed`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue()
        try await running(workshop.worker(handlers { _ in .cancel(reason: "the panel is gone") })) {
            try await workshop.wait(for: id, toBe: .canceled)
        }
        let reason = try await workshop.job(id).lastError
        #expect(reason == "the panel is gone")
    }

    @Test func `a kind without a handler is left to others`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue("unknown")
        let known = try await workshop.enqueue()
        try await running(workshop.worker(handlers { _ in .done })) {
            try await workshop.wait(for: known, toBe: .done)
        }
        let job = try await workshop.job(id)
        #expect(job.state == .ready && job.attempts == 0)
    }

    @Test func `no more jobs run at a time than allowed`() async throws {
        let workshop = try await Workshop()
        for _ in 0..<12 { try await workshop.enqueue() }
        try await running(
            workshop.worker(
                handlers { _ in
                    workshop.note("+")
                    try await Task.sleep(for: .milliseconds(20))
                    workshop.note("-")
                    return .done
                }, concurrency: 3)
        ) {
            try await eventually { workshop.notes.count == 24 }
        }
        var running = 0
        var most = 0
        for note in workshop.notes {
            running += note == "+" ? 1 : -1
            most = max(most, running)
        }
        #expect(most == 3)
    }

    @Test func `workers that race for jobs do each one once`() async throws {
        let workshop = try await Workshop()
        for number in 0..<60 { try await workshop.enqueue(payload: "\(number)") }
        let handlers = handlers { context in
            workshop.note(context.payload)
            return .done
        }
        try await running(workshop.worker(handlers), workshop.worker(handlers), workshop.worker(handlers)) {
            try await eventually { workshop.notes.count >= 60 }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(workshop.notes.count == 60 && Set(workshop.notes).count == 60)
    }

    @Test func `workers of different processes do each job once`() async throws {
        try await withFolder { folder in
            let storages = try (0..<3).map { _ in try SQLiteStorage(path: folder + "/test.db") }
            try await Migrator(JobMigrations.all).migrate(storages[0])
            try await storages[0].write { tx in
                for number in 0..<60 { try JobQueue.enqueue(kind: "work", payload: "\(number)", in: tx) }
            }
            let workshop = try await Workshop()
            let handlers = handlers { context in
                workshop.note(context.payload)
                return .done
            }
            let workers = storages.map { workshop.worker(handlers, on: $0) }
            try await running(workers[0], workers[1], workers[2]) {
                try await eventually {
                    try await storages[0].read { tx in try JobQueue.counts(in: tx) } == [.done: 60]
                }
            }
            #expect(workshop.notes.count == 60 && Set(workshop.notes).count == 60)
            for storage in storages { try await storage.close() }
        }
    }

    @Test func `a graceful shutdown finishes what runs and begins nothing`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let first = try await workshop.enqueue()
        let second = try await workshop.enqueue()
        let worker = workshop.worker(
            handlers { _ in
                try await gate.pass()
                return .done
            }, concurrency: 1)
        let run = Task { await worker.run() }
        try await workshop.wait(for: first, toBe: .running)
        worker.shutDown()
        try await Task.sleep(for: .milliseconds(50))
        gate.open()
        await run.value
        let states = (try await workshop.job(first).state, try await workshop.job(second).state)
        #expect(states == (.done, .ready))
    }

    @Test func `a cancelled worker puts its jobs back as if they had not been begun`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue()
        let worker = workshop.worker(
            handlers { _ in
                try await Task.sleep(for: .seconds(600))
                return .done
            })
        let run = Task { await worker.run() }
        try await workshop.wait(for: id, toBe: .running)
        run.cancel()
        await run.value
        let job = try await workshop.job(id)
        #expect(job.state == .ready && job.attempts == 0)
    }

    @Test func `jobs that ended long ago are removed, dead ones later`() async throws {
        let workshop = try await Workshop()
        let done = try await workshop.enqueue("work")
        let dead = try await workshop.enqueue("fail", maxAttempts: 1)
        var both = handlers { _ in .done }
        both.register("fail") { _ in throw Trouble() }
        try await running(workshop.worker(both)) {
            try await workshop.wait(for: done, toBe: .done)
            try await workshop.wait(for: dead, toBe: .dead)
        }
        func left(after days: Int64) async throws -> [Job.State: Int] {
            workshop.advance(by: .seconds(days * 86400))
            let start = try await workshop.storage.read { tx in try tx.now() }
            try await running(workshop.worker(JobHandlers())) {
                try await eventually {
                    try await workshop.storage.read { tx in
                        try tx.integer("SELECT COUNT(*) FROM recurring_task WHERE last_run_at >= \(start)")
                    } == 1
                }
            }
            return try await workshop.storage.read { tx in try JobQueue.counts(in: tx) }
        }
        let soon = try await left(after: 6)
        let later = try await left(after: 2)
        let last = try await left(after: 23)
        #expect(soon == [.done: 1, .dead: 1])
        #expect(later == [.dead: 1])
        #expect(last == [:])
    }
}
