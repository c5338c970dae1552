import Basics
import Jobs
import Storage
import Testing

struct JobLeaseTests {
    /// Makes a worker that takes a job and is then silent, as if its process hung.
    private func hang(
        _ workshop: Workshop, gate: Gate, perform: @escaping JobHandlers.Perform = { _ in .done }
    ) -> (worker: JobWorker, task: Task<Void, Never>) {
        let worker = workshop.worker(
            handlers { context in
                workshop.note("slow \(context.attempt)")
                while true {
                    do {
                        try await gate.pass()
                        break
                    } catch {}
                }
                return try await perform(context)
            }, poll: .seconds(600), lease: .seconds(300))
        return (worker, Task { await worker.run() })
    }

    @Test func `a job whose lease has ended is taken over, and its slow worker has no effect any more`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let id = try await workshop.enqueue()
        let (slow, task) = hang(workshop, gate: gate) { context in
            try await workshop.storage.write { tx in
                try tx.execute("INSERT INTO effect (word) VALUES ('slow')")
                try context.complete(in: tx)
            }
            return .done
        }
        try await eventually { workshop.notes == ["slow 1"] }
        workshop.advance(by: .seconds(301))
        try await running(
            workshop.worker(
                handlers { context in
                    workshop.note("fast \(context.attempt)")
                    try await workshop.storage.write { tx in
                        try tx.execute("INSERT INTO effect (word) VALUES ('fast')")
                        try context.complete(in: tx)
                    }
                    return .done
                })
        ) {
            try await workshop.wait(for: id, toBe: .done)
        }
        gate.open()
        slow.shutDown()
        await task.value
        let effects = try await workshop.storage.read { tx in try tx.fetch("SELECT word FROM effect") }
        #expect(try effects.map { try $0.text("word") } == ["fast"])
        #expect(workshop.notes == ["slow 1", "fast 2"])
        let job = try await workshop.job(id)
        #expect(job.state == .done && job.attempts == 2)
    }

    @Test func `the same worker cannot complete an attempt that it has lost to itself`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let id = try await workshop.enqueue()
        let worker = workshop.worker(
            handlers { context in
                workshop.note("begun \(context.attempt)")
                if context.attempt == 1 { try await gate.pass() }
                do {
                    try await workshop.storage.write { tx in
                        try tx.execute("INSERT INTO effect (word) VALUES ('x')")
                        try context.complete(in: tx)
                    }
                    workshop.note("completed \(context.attempt)")
                } catch JobError.leaseLost(let lost) {
                    workshop.note("lost \(context.attempt) \(lost == id)")
                }
                return .done
            }, lease: .seconds(300))
        try await running(worker) {
            try await eventually { workshop.notes == ["begun 1"] }
            workshop.advance(by: .seconds(301))
            try await workshop.wait(for: id, toBe: .done)
            gate.open()
            try await eventually { workshop.notes.count == 4 }
        }
        #expect(workshop.notes == ["begun 1", "begun 2", "completed 2", "lost 1 true"])
        let effects = try await workshop.effects()
        #expect(effects == 1)
    }

    @Test func `signs of life keep the lease of a long job`() async throws {
        let workshop = try await Workshop(frozen: true)
        let gate = Gate()
        let id = try await workshop.enqueue()
        let handlers = handlers { context in
            workshop.note("\(context.attempt)")
            try await gate.pass()
            return .done
        }
        let first = workshop.worker(handlers, lease: .milliseconds(900))
        let second = workshop.worker(handlers, lease: .milliseconds(900))
        try await running(first, second) {
            try await workshop.wait(for: id, toBe: .running)
            try await workshop.passLeases(of: .milliseconds(900), in: "job")
            gate.open()
            try await workshop.wait(for: id, toBe: .done)
        }
        #expect(workshop.notes == ["1"])
    }

    @Test func `a worker that learns that its lease is lost stops the handler`() async throws {
        let workshop = try await Workshop(frozen: true)
        let id = try await workshop.enqueue()
        let worker = workshop.worker(
            handlers { context in
                do {
                    try await Task.sleep(for: .seconds(600))
                } catch {
                    workshop.note("stopped \(context.attempt)")
                    throw error
                }
                return .done
            }, lease: .milliseconds(150))
        try await running(worker) {
            try await workshop.wait(for: id, toBe: .running)
            try await workshop.storage.write { tx in
                let until = Instant.now + .seconds(60)
                try tx.execute("UPDATE job SET lease_owner = 'another/1/x', lease_until = \(until)")
            }
            try await eventually { workshop.notes == ["stopped 1"] }
        }
        let job = try await workshop.job(id)
        #expect(job.state == .running && job.attempts == 1)
    }

    @Test func `a handler that has completed in its transaction is not stopped and not undone`() async throws {
        let workshop = try await Workshop(frozen: true)
        let id = try await workshop.enqueue()
        try await running(
            workshop.worker(
                handlers { context in
                    try await workshop.storage.write { tx in try context.complete(in: tx) }
                    try await Task.sleep(for: .milliseconds(400))
                    workshop.note("tail")
                    throw JobWorkerTests.Trouble()
                }, lease: .milliseconds(150))
        ) {
            try await eventually { workshop.notes == ["tail"] }
        }
        let job = try await workshop.job(id)
        #expect(job.state == .done && job.attempts == 1)
    }

    @Test func `a job whose worker vanished in the last attempt is dead`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let id = try await workshop.enqueue(maxAttempts: 1)
        let (slow, task) = hang(workshop, gate: gate)
        try await eventually { workshop.notes == ["slow 1"] }
        workshop.advance(by: .seconds(301))
        let onDead: JobHandlers.OnDead = { _, tx in try tx.execute("INSERT INTO effect (word) VALUES ('dead')") }
        try await running(
            workshop.worker(
                handlers(onDead: onDead) { _ in
                    workshop.note("again")
                    return .done
                })
        ) {
            try await workshop.wait(for: id, toBe: .dead)
        }
        gate.open()
        slow.shutDown()
        await task.value
        let effects = try await workshop.effects()
        #expect(effects == 1 && workshop.notes == ["slow 1"])
        let state = try await workshop.job(id).state
        #expect(state == .dead)
    }

    @Test func `what a killed process on this host held is taken up at once`() async throws {
        let workshop = try await Workshop()
        let here = LeaseOwner.next()
        let owners = [
            LeaseOwner(host: here.host, pid: 0x3FFF_FFFF, mark: "dead.1"),
            LeaseOwner(host: here.host, pid: here.pid, mark: "earlier.1"),
            LeaseOwner(host: "elsewhere", pid: 0x3FFF_FFFF, mark: "alive.1"),
            LeaseOwner(host: here.host, pid: here.pid, mark: here.mark + "0"),
        ]
        var ids: [ID<Job>] = []
        for owner in owners {
            let id = try await workshop.enqueue()
            ids.append(id)
            try await workshop.storage.write { tx in
                try tx.execute(
                    """
                    UPDATE job SET state = 'running', attempts = 1, lease_until = \(Instant.now + .seconds(30)),
                    lease_owner = \("\(owner.host)/\(owner.pid)/\(owner.mark)") WHERE id = \(id)
                    """)
            }
        }
        try await running(workshop.worker(handlers { _ in .done })) {
            try await workshop.wait(for: ids[0], toBe: .done)
            try await workshop.wait(for: ids[1], toBe: .done)
        }
        let others = (try await workshop.job(ids[2]).state, try await workshop.job(ids[3]).state)
        #expect(others == (.running, .running))
    }
}
