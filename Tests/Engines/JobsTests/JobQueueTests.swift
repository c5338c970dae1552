import Basics
import Jobs
import Storage
import TestDatabases
import Testing

struct JobQueueTests {
    @Test func `a job is promised only when the transaction commits`() async throws {
        struct Refusal: Error {}
        let workshop = try await Workshop()
        await #expect(throws: Refusal.self) {
            try await workshop.storage.write { tx in
                try JobQueue.enqueue(kind: "work", in: tx)
                throw Refusal()
            }
        }
        let counts = try await workshop.storage.read { tx in try JobQueue.counts(in: tx) }
        #expect(counts.isEmpty)
    }

    @Test func `a unique key holds one job while it is ready or running, and another afterwards`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let first = try await workshop.enqueue(uniqueKey: "a")
        let again = try await workshop.enqueue(uniqueKey: "a")
        let other = try await workshop.enqueue("other", uniqueKey: "a")
        #expect(first == again && first != other)
        let worker = workshop.worker(
            handlers { _ in
                try await gate.pass()
                return .done
            })
        try await running(worker) {
            try await workshop.wait(for: first, toBe: .running)
            let whileRunning = try await workshop.enqueue(uniqueKey: "a")
            #expect(whileRunning == first)
            gate.open()
            try await workshop.wait(for: first, toBe: .done)
            let afterwards = try await workshop.enqueue(uniqueKey: "a")
            #expect(afterwards != first)
            try await workshop.wait(for: afterwards, toBe: .done)
        }
    }

    @Test func `a payload comes to the handler as it was given`() async throws {
        struct Order: Codable, Equatable {
            var panel: Int
            var word: String
        }
        let workshop = try await Workshop()
        let order = Order(panel: 7, word: "Zürich \"🏢\"")
        let id = try await workshop.storage.write { tx in
            try JobQueue.enqueue(kind: "work", payload: order, in: tx)
        }
        try await running(
            workshop.worker(
                handlers { context in
                    let found = try context.decodePayload(as: Order.self)
                    return found == order ? .done : .cancel(reason: "another payload")
                })
        ) {
            try await eventually { try await workshop.job(id).finishedAt != nil }
        }
        let state = try await workshop.job(id).state
        #expect(state == .done)
    }

    @Test func `a job that nobody has begun can be called off`() async throws {
        let workshop = try await Workshop()
        let id = try await workshop.enqueue()
        let canceled = try await workshop.storage.write { tx in try JobQueue.cancel(id, reason: "no need", in: tx) }
        let again = try await workshop.storage.write { tx in try JobQueue.cancel(id, reason: "no need", in: tx) }
        let job = try await workshop.job(id)
        #expect(canceled && !again && job.state == .canceled && job.lastError == "no need")
    }

    @Test func `a dead job can be revived`() async throws {
        let workshop = try await Workshop()
        let gate = Gate()
        let id = try await workshop.enqueue(maxAttempts: 1)
        try await running(
            workshop.worker(
                handlers { context in
                    if workshop.notes.isEmpty {
                        workshop.note("failed")
                        return .retry(reason: "not yet")
                    }
                    return .done
                })
        ) {
            gate.open()
            try await workshop.wait(for: id, toBe: .dead)
            let revived = try await workshop.storage.write { tx in try JobQueue.revive(id, in: tx) }
            #expect(revived)
            try await workshop.wait(for: id, toBe: .done)
        }
    }

    @Test(.disabled(if: TestDatabase.isPostgres)) func `the claim uses the index of ready jobs`() async throws {
        let workshop = try await Workshop()
        let plan = try await workshop.storage.read { tx in
            try tx.fetch(
                """
                EXPLAIN QUERY PLAN SELECT id FROM job
                WHERE state = 'ready' AND run_at <= \(Instant.now) AND kind IN ('a') ORDER BY run_at, id LIMIT 1
                """
            ).map { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains("job_ready") })
        #expect(!plan.contains { $0.contains("TEMP B-TREE") })
    }
}
