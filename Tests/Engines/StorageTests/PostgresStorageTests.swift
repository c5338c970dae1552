import Storage
import StoragePostgres
import TestDatabases
import Testing

@Suite(.enabled(if: PostgresServer.isExpected, "set GATEHOUSE_POSTGRES to what `bin/postgres start` prints"))
struct PostgresStorageTests {
    @Test func `a URL that cannot be read is unavailable, and its password is not told`() async throws {
        let error = await storageError { _ = try PostgresStorage(url: "postgresql://anna:s3cret@[half/x") }
        guard case .unavailable(let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!message.contains("s3cret"))
    }

    @Test func `a server that is not there is unavailable`() async throws {
        let storage = try PostgresStorage(url: "postgresql:///postgres?host=/nonexistent")
        let error = await storageError { try await storage.read { tx in try tx.integer("SELECT 1") } }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a text with U+0000 is refused with the reason`() async throws {
        try await withStorage { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES (\("a\0b"))") }
            }
            #expect(String(describing: error).contains("U+0000"))
        }
    }

    @Test func `reading sees one snapshot and writing sees what others committed`() async throws {
        try await withStorage { storage in
            let levels = try await storage.read { tx in try tx.fetch("SHOW transaction_isolation")[0].values }
            #expect(levels == [.text("repeatable read")])
            let others = try await storage.write { tx in try tx.fetch("SHOW transaction_isolation")[0].values }
            #expect(others == [.text("read committed")])
        }
    }

    @Test func `sums are integers where they fit, and reals where they do not`() async throws {
        try await withStorage { storage in
            let row = try await storage.read { tx in
                try tx.fetch(
                    """
                    SELECT SUM(n), SUM(-n), SUM(n) * 10 + 10, CAST(12345.5 AS NUMERIC), CAST(0 AS NUMERIC), CAST(120000 AS NUMERIC),
                    CAST(-0.00012 AS NUMERIC), CAST('NaN' AS NUMERIC) IS NULL
                    FROM (VALUES (CAST(9223372036854775806 AS BIGINT)), (1)) AS a (n)
                    """)[0]
            }
            #expect(
                row.values == [
                    .integer(.max), .integer(-.max), .real(92_233_720_368_547_758_080), .real(12345.5),
                    .integer(0), .integer(120_000), .real(-0.00012), .boolean(false),
                ])
        }
    }

    @Test func `a type without a counterpart is told with its column`() async throws {
        try await withStorage { storage in
            let error = await storageError {
                try await storage.read { tx in try tx.fetch("SELECT now() AS moment") }
            }
            guard case .decoding(let message) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message.contains("moment"))
        }
    }

    @Test func `errors about data do not tell values`() async throws {
        try await withStorage { storage in
            let error = await storageError {
                try await storage.read { tx in try tx.fetch("SELECT CAST(\("s3cret") AS BIGINT)") }
            }
            #expect(error != nil && !String(describing: error).contains("s3cret"))
        }
    }

    @Test func `a connection that was ended while idle is opened anew`() async throws {
        try await withStorage(connections: 1) { storage in
            try await end(await processID(of: storage))
            #expect(try await storage.read { tx in try tx.integer("SELECT 1") } == 1)
        }
    }

    @Test func `a connection that ends within a transaction makes it unavailable, and the next one goes on`()
        async throws
    {
        try await withStorage(connections: 1) { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES ('Hall')")
                    _ = try tx.fetch("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            guard case .unavailable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 0)
        }
    }

    @Test func `transactions that block each other are run again`() async throws {
        try await withStorage { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE n (id BIGINT, v BIGINT); INSERT INTO n VALUES (1, 0), (2, 0);")
            }
            let meeting = Shared(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await storage.write { tx in
                            try tx.execute("UPDATE n SET v = v + 1 WHERE id = \(first)")
                            meeting.change { $0 += 1 }
                            // Until both have their first row.
                            while meeting.value < 2 { _ = try tx.fetch("SELECT pg_sleep(0.01)") }
                            try tx.execute("UPDATE n SET v = v + 1 WHERE id = \(second)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT SUM(v) FROM n") } == 4)
            #expect(meeting.value > 2)
        }
    }

    @Test func `a statement above its time is busy`() async throws {
        try await withStorage(statementTimeout: .milliseconds(50)) { storage in
            let error = await storageError { try await storage.read { tx in try tx.fetch("SELECT pg_sleep(10)") } }
            guard case .busy = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let one = try await storage.read { tx in try tx.integer("SELECT 1") }
            #expect(one == 1)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a task that is cancelled stops a statement in the middle`() async throws {
        try await withStorage(connections: 1) { storage in
            let task = Task { try await storage.read { tx in _ = try tx.fetch("SELECT pg_sleep(100)") } }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await storage.read { tx in try tx.integer("SELECT 1") } == 1)
        }
    }

    @Test func `a transaction that outlives its closure answers with an error`() async throws {
        try await withStorage { storage in
            let kept = Held<(any Transaction)?>(nil)
            try await storage.write { tx in kept.value = tx }
            #expect(throws: StorageError.self) { try kept.value?.execute("SELECT 1") }
        }
    }

    @Test func `a schema that changes below another connection's statements is met by another try`() async throws {
        try await PostgresServer.withSchema { url in
            let one = try PostgresStorage(url: url, connections: 1)
            let other = try PostgresStorage(url: url, connections: 1)
            try await one.write { tx in
                try tx.executeScript("CREATE TABLE number (n BIGINT); INSERT INTO number VALUES (1);")
            }
            #expect(try await other.read { tx in try tx.fetch("SELECT * FROM number")[0].values.count } == 1)
            try await one.write { tx in try tx.executeScript("ALTER TABLE number ADD COLUMN word TEXT") }
            #expect(try await other.read { tx in try tx.fetch("SELECT * FROM number")[0].values.count } == 2)
            try await one.close()
            try await other.close()
        }
    }

    @Test func `servers that start together migrate once`() async throws {
        try await PostgresServer.withSchema { url in
            let storages = try (0..<4).map { _ in try PostgresStorage(url: url, connections: 1) }
            let migrations = (1...5).map { Migration(id: "m\($0)", sql: "CREATE TABLE t\($0) (id {identity})") }
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for storage in storages { group.addTask { try await Migrator(migrations).migrate(storage) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == migrations.map(\.id))
            for storage in storages { try await storage.close() }
        }
    }

    @Test func `many different statements do not pile up on the server`() async throws {
        try await withStorage(connections: 1) { storage in
            let kept = try await storage.write { tx in
                for n in 0..<1000 { _ = try tx.prepare("SELECT \(n)").fetch([]) }
                return try tx.integer("SELECT COUNT(*) FROM pg_prepared_statements")
            }
            #expect(kept <= 256)
        }
    }

    private func processID(of storage: PostgresStorage) async throws -> Int64 {
        try await storage.read { tx in try tx.integer("SELECT pg_backend_pid()") }
    }

    /// Ends a connection from another one, and waits until it is gone.
    private func end(_ process: Int64) async throws {
        try await withStorage { other in
            try await other.write { tx in
                _ = try tx.fetch("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER), 10000)")
            }
        }
    }
}

/// Gives a storage on an empty schema of its own.
func withStorage(
    connections: Int = 4, waiting: Int = 1000, acquireTimeout: Duration = .seconds(10),
    statementTimeout: Duration = .seconds(120), _ body: (PostgresStorage) async throws -> Void
) async throws {
    try await PostgresServer.withSchema { url in
        let storage = try PostgresStorage(
            url: url, connections: connections, waiting: waiting, acquireTimeout: acquireTimeout,
            statementTimeout: statementTimeout)
        try await body(storage)
        try await storage.close()
    }
}
