import Foundation
import Storage
import StorageSQLite
import Synchronization
import Testing

/// Write transactions that wait for each other share a commit, and nobody notices but by the time it takes.
struct SQLiteCommitGroupTests {
    @Test func `writers that wait together share commits`() async throws {
        try await withPanels { storage, folder in
            let before = try commits(in: folder)
            let titles = try await crowd(of: 40, at: storage) { title in
                { tx in try tx.execute("INSERT INTO panel (title) VALUES (\(title))") }
            }
            #expect(try await self.titles(in: storage) == titles.sorted())
            #expect(try commits(in: folder) - before <= 10)
        }
    }

    @Test func `a writer alone commits at once`() async throws {
        try await withPanels { storage, folder in
            let before = try commits(in: folder)
            for number in 1...5 {
                try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES (\("P\(number)"))") }
            }
            #expect(try commits(in: folder) - before == 5)
        }
    }

    @Test func `a closure that throws undoes its own work alone`() async throws {
        try await withPanels { storage, _ in
            _ = try await crowd(of: 30, at: storage) { title in
                { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\(title))")
                    if title.hasSuffix("3") { throw Refusal(title: title) }
                }
            }
            let kept = try await titles(in: storage)
            #expect(kept.count == 27)
            #expect(!kept.contains { $0.hasSuffix("3") })
        }
    }

    @Test func `a statement that fails undoes the work of its transaction alone`() async throws {
        try await withPanels { storage, _ in
            let failures = Mutex(0)
            _ = try await crowd(of: 30, at: storage) { title in
                { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\(title))")
                    guard title.hasSuffix("5") else { return }
                    failures.withLock { $0 += 1 }
                    // The title is there already.
                    try tx.execute("INSERT INTO panel (title) VALUES (\(title))")
                }
            }
            #expect(failures.withLock { $0 } == 3)
            #expect(try await titles(in: storage).count == 27)
        }
    }

    @Test func `what SQLite undoes together with a failure is done again`() async throws {
        try await withPanels { storage, _ in
            let pages = try await storage.write { tx in try tx.integer("PRAGMA page_count") }
            try await storage.write { tx in
                _ = try tx.fetch(SQL(stringLiteral: "PRAGMA max_page_count = \(pages + 20)"))
            }
            let photo = [UInt8](repeating: 7, count: 1_000_000)
            let answers = try await crowd(of: 30, at: storage) { title in
                { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\(title))")
                    if title.hasSuffix("4") {
                        try tx.execute("UPDATE panel SET photo = \(photo) WHERE title = \(title)")
                    }
                }
            }
            #expect(answers.filter { $0.hasSuffix("4") }.isEmpty)
            #expect(try await titles(in: storage) == answers.sorted())
            #expect(answers.count == 27)
        }
    }

    @Test func `writers keep their order`() async throws {
        try await withPanels { storage, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<20 {
                            let count = try await storage.write { tx in
                                try tx.execute("INSERT INTO panel (title) VALUES (\("\(writer)/\(number)"))")
                                return try tx.integer(
                                    "SELECT COUNT(*) FROM panel WHERE title LIKE \("\(writer)/%")")
                            }
                            #expect(count == Int64(number + 1))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await titles(in: storage).count == 160)
        }
    }

    @Test func `whoever reads sees nothing that is not committed`() async throws {
        try await withPanels { storage, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        for number in 0..<10 {
                            try await storage.write { tx in
                                try tx.execute("INSERT INTO panel (title) VALUES (\("a\(writer)/\(number)"))")
                                try tx.execute("INSERT INTO panel (title) VALUES (\("b\(writer)/\(number)"))")
                            }
                            let seen = try await storage.read { tx in
                                try tx.integer("SELECT COUNT(*) FROM panel WHERE title LIKE \("_\(writer)/%")")
                            }
                            // One's own work is there as soon as `write` has returned.
                            #expect(seen == Int64(2 * number + 2))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `those who are cancelled in the queue hold up nobody`() async throws {
        try await withPanels { storage, _ in
            let answers = try await crowd(of: 40, at: storage, cancelling: { $0.hasSuffix("1") || $0.hasSuffix("9") }) {
                title in { tx in try tx.execute("INSERT INTO panel (title) VALUES (\(title))") }
            }
            #expect(answers.count == 32)
            #expect(try await titles(in: storage) == answers.sorted())
            try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('last')") }
        }
    }

    @Test func `a snapshot is made between writers`() async throws {
        try await withPanels { storage, folder in
            async let written = crowd(of: 40, at: storage) { title in
                { tx in try tx.execute("INSERT INTO panel (title) VALUES (\(title))") }
            }
            for number in 0..<3 { try await storage.writeSnapshot(to: "\(folder)/copy\(number).db") }
            #expect(try await written.count == 40)
        }
    }

    @Test func `a reference to nothing fails its own transaction alone`() async throws {
        try await withPanels { storage, _ in
            try await storage.write { tx in
                try tx.executeScript(
                    """
                    CREATE TABLE door (id INTEGER PRIMARY KEY,
                        panel_id INTEGER REFERENCES panel (id) DEFERRABLE INITIALLY DEFERRED)
                    """)
            }
            let answers = try await crowd(of: 30, at: storage) { title in
                { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\(title))")
                    if title.hasSuffix("2") { try tx.execute("INSERT INTO door (panel_id) VALUES (987654)") }
                }
            }
            #expect(answers.count == 27)
            #expect(try await titles(in: storage) == answers.sorted())
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM door") } == 0)
        }
    }

    /// Runs so many transactions that all wait for the same turn, and tells whose succeeded.
    private func crowd(
        of count: Int, at storage: SQLiteStorage, cancelling: @escaping @Sendable (String) -> Bool = { _ in false },
        _ work: @escaping @Sendable (String) -> @Sendable (any Transaction) throws -> Void
    ) async throws -> [String] {
        let gate = DispatchSemaphore(value: 0)
        let holding = DispatchSemaphore(value: 0)
        let holder = Task {
            try await storage.write { _ in
                holding.signal()
                gate.wait()
            }
        }
        await waitOutside(holding)
        let tasks = (0..<count).map { number in
            let title = "Panel \(number)"
            return Task {
                do {
                    try await storage.write(work(title))
                    return String?(title)
                } catch {
                    return nil
                }
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        for (number, task) in tasks.enumerated() where cancelling("Panel \(number)") { task.cancel() }
        gate.signal()
        try await holder.value
        var answers: [String] = []
        for task in tasks { if let title = await task.value { answers.append(title) } }
        return answers
    }

    private func waitOutside(_ semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                semaphore.wait()
                continuation.resume()
            }
        }
    }

    private func titles(in storage: SQLiteStorage) async throws -> [String] {
        try await storage.read { tx in try tx.fetch("SELECT title FROM panel").map { try $0.text("title") } }.sorted()
    }

    private func withPanels(_ body: (SQLiteStorage, String) async throws -> Void) async throws {
        try await withFolder { folder in
            let storage = try SQLiteStorage(path: folder + "/test.db")
            try await makePanels(in: storage)
            try await body(storage, folder)
            try await storage.close()
        }
    }

    /// Commits in the log: the frames that tell the database's size ("WAL-mode File Format", 4.1).
    private func commits(in folder: String) throws -> Int {
        let log = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/test.db-wal")))
        func number(_ offset: Int) -> Int { log[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        let frame = number(8) + 24
        return stride(from: 32, through: log.count - frame, by: frame).filter { number($0 + 4) > 0 }.count
    }
}

private struct Refusal: Error {
    let title: String
}
