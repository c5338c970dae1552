import Foundation
import Storage
import StoragePostgres
import Synchronization
import TestDatabases
import Testing

@Suite(.enabled(if: PostgresServer.isExpected, "set GATEHOUSE_POSTGRES to what `bin/postgres start` prints"))
struct PostgresPoolTests {
    @Test func `who finds no connection in time is told so, and who comes above the queue at once`() async throws {
        try await withStorage(connections: 1, waiting: 1, acquireTimeout: .milliseconds(300)) { storage in
            try await holding(storage) {
                async let first = storageError { try await storage.read { _ in } }
                try await Task.sleep(for: .milliseconds(50))
                let second = await storageError { try await storage.read { _ in } }
                for (error, words) in [
                    (second, "waiting for a connection"), (await first, "no connection became free"),
                ] {
                    guard case .busy(let message) = error else {
                        Issue.record("\(String(describing: error))")
                        continue
                    }
                    #expect(message.contains(words))
                }
            }
        }
    }

    @Test func `transactions get their connection in the order in which they asked`() async throws {
        try await withStorage(connections: 1) { storage in
            let order = Shared<[Int]>([])
            var tasks: [Task<Void, any Error>] = []
            try await holding(storage) {
                for n in 0..<10 {
                    tasks.append(Task { try await storage.write { _ in order.change { $0.append(n) } } })
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            for task in tasks { try await task.value }
            #expect(order.value == Array(0..<10))
        }
    }

    @Test func `a task that is cancelled while it waits leaves the queue`() async throws {
        try await withStorage(connections: 1, waiting: 1) { storage in
            try await holding(storage) {
                let task = Task { try await storage.read { _ in } }
                try await Task.sleep(for: .milliseconds(50))
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT 1") } == 1)
        }
    }

    @Test func `closing waits for open transactions and refuses those that wait`() async throws {
        try await PostgresServer.withSchema { url in
            let storage = try PostgresStorage(url: url, connections: 1)
            var closing: Task<Void, any Error>?
            try await holding(storage) {
                async let waiter = storageError { try await storage.read { _ in } }
                try await Task.sleep(for: .milliseconds(50))
                closing = Task { try await storage.close() }
                guard case .unavailable = await waiter else {
                    Issue.record("a transaction that waits was not refused")
                    return
                }
            }
            try await closing?.value
            guard case .unavailable = await storageError({ try await storage.read { _ in } }) else {
                Issue.record("a closed storage took a transaction")
                return
            }
        }
    }

    @Test func `transactions that block leave Swift's own threads to others`() async throws {
        let threads = ProcessInfo.processInfo.activeProcessorCount + 2
        try await withStorage(connections: threads) { storage in
            let awake = Shared(0)
            let sleepers = (0..<threads).map { _ in
                Task {
                    _ = try? await storage.read { tx in try tx.fetch("SELECT pg_sleep(30)") }
                    awake.change { $0 += 1 }
                }
            }
            // Were Swift's threads theirs, this would end only after them.
            try await Task.sleep(for: .milliseconds(100))
            #expect(awake.value == 0)
            for sleeper in sleepers { sleeper.cancel() }
            for sleeper in sleepers { await sleeper.value }
        }
    }

    /// Does the work while a transaction has the storage's only connection.
    private func holding(_ storage: PostgresStorage, _ work: () async throws -> Void) async throws {
        let isHeld = AsyncStream<Void>.makeStream()
        let done = DispatchSemaphore(value: 0)
        let holder = Task {
            try await storage.write { _ in
                isHeld.continuation.finish()
                done.wait()
            }
        }
        for await _ in isHeld.stream {}
        do {
            try await work()
        } catch {
            done.signal()
            throw error
        }
        done.signal()
        try await holder.value
    }
}

/// A value that several tasks change.
final class Shared<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) {
        state = Mutex(value)
    }

    var value: Value { state.withLock { $0 } }

    func change(_ body: @Sendable (inout Value) -> Void) {
        state.withLock { body(&$0) }
    }
}
