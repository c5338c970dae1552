import Basics
import Jobs
import Storage
import Testing

struct RecurringTaskTests {
    @Test func `a task runs at the start and then every so often`() async throws {
        let workshop = try await Workshop(frozen: true)
        let task = RecurringTask("sweep", every: .milliseconds(100), jitter: 0) { workshop.note("swept") }
        try await running(workshop.worker(JobHandlers(), recurring: [task])) {
            for count in 1...3 {
                try await eventually { workshop.notes.count == count }
                try await Task.sleep(for: .milliseconds(250))
                #expect(workshop.notes.count == count)
                workshop.advance(by: .milliseconds(100))
            }
        }
    }

    @Test func `a task is run by one of many workers, also after a restart`() async throws {
        let workshop = try await Workshop()
        let task = RecurringTask("sweep", every: .seconds(3600)) { workshop.note("swept") }
        for _ in 0..<2 {
            let workers = (0..<3).map { _ in workshop.worker(JobHandlers(), recurring: [task]) }
            try await running(workers[0], workers[1], workers[2]) {
                try await eventually { workshop.notes.count >= 1 }
                try await Task.sleep(for: .milliseconds(150))
            }
        }
        #expect(workshop.notes == ["swept"])
    }

    @Test func `a task that runs long is not begun by another`() async throws {
        let workshop = try await Workshop(frozen: true)
        let gate = Gate()
        let task = RecurringTask("sweep", every: .milliseconds(50), jitter: 0) {
            workshop.note("begun")
            try await gate.pass()
        }
        let workers = (0..<2).map { _ in
            workshop.worker(JobHandlers(), recurring: [task], lease: .milliseconds(900))
        }
        try await running(workers[0], workers[1]) {
            try await eventually { workshop.notes == ["begun"] }
            try await workshop.passLeases(of: .milliseconds(900), in: "recurring_task")
            #expect(workshop.notes == ["begun"])
            gate.open()
        }
    }

    @Test func `a task that fails is run again after the interval`() async throws {
        let workshop = try await Workshop()
        let task = RecurringTask("sweep", every: .milliseconds(20)) {
            workshop.note("tried")
            throw JobWorkerTests.Trouble()
        }
        try await running(workshop.worker(JobHandlers(), recurring: [task])) {
            try await eventually { workshop.notes.count == 3 }
        }
    }
}
