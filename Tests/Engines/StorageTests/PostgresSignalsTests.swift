import Foundation
import Storage
import StoragePostgres
import Synchronization
import TestDatabases
import Testing

/// One after the other, for one of them cuts every line.
@Suite(.enabled(if: PostgresServer.isExpected), .serialized)
struct PostgresSignalsTests {
    @Test func `what one process sends the other hears, and not itself`() async throws {
        try await PostgresServer.withSchema { url in
            let (here, there) = (try PostgresStorage(url: url), try PostgresStorage(url: url))
            let (mine, theirs) = (Heard(), Heard())
            let listening = [listen(here, mine), listen(there, theirs)]
            // At the beginning each hears everything once, for something may have been sent before.
            try await mine.wait(for: 2)
            try await theirs.wait(for: 2)
            here.signals?.send(.night)
            try await theirs.wait(for: 3)
            #expect(theirs.signals.last == .night)
            there.signals?.send(.day)
            try await mine.wait(for: 3)
            #expect(mine.signals.last == .day)
            #expect(theirs.signals.count == 3)
            for task in listening { task.cancel() }
            for task in listening { await task.value }
        }
    }

    @Test func `after a lost connection everything is heard once, and what follows as before`() async throws {
        try await PostgresServer.withSchema { url in
            let (here, there) = (try PostgresStorage(url: url), try PostgresStorage(url: url))
            let (mine, theirs) = (Heard(), Heard())
            let listening = [listen(here, mine), listen(there, theirs)]
            try await mine.wait(for: 2)
            try await theirs.wait(for: 2)
            try await here.write { tx in
                _ = try tx.fetch(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN gatehouse_test%'")
            }
            try await mine.wait(for: 4)
            try await theirs.wait(for: 4)
            here.signals?.send(.night)
            try await theirs.wait(for: 5)
            for task in listening { task.cancel() }
            for task in listening { await task.value }
        }
    }

    @Test func `a storage that does not listen has no signals`() throws {
        #expect(try PostgresStorage(url: "postgresql:///postgres", listens: false).signals == nil)
    }

    private func listen(_ storage: PostgresStorage, _ heard: Heard) -> Task<Void, Never> {
        Task { await storage.signals?.listen(to: [.day, .night]) { heard.add($0) } }
    }
}

extension Signal {
    fileprivate static let day = Signal("test_day")
    fileprivate static let night = Signal("test_night")
}

/// What somebody heard.
private final class Heard: Sendable {
    private let list = Mutex<[Signal]>([])

    var signals: [Signal] { list.withLock { $0 } }

    func add(_ signal: Signal) {
        list.withLock { $0.append(signal) }
    }

    /// Until so many were heard; fails after ten seconds.
    func wait(for count: Int) async throws {
        for _ in 0..<1000 where signals.count < count { try await Task.sleep(for: .milliseconds(10)) }
        try #require(signals.count >= count)
    }
}
