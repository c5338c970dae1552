import Storage
import Testing

struct TransactionConformanceTests {
    struct Refusal: Error {}

    @Test(arguments: Backend.allCases)
    func `what a transaction wrote is there afterwards`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let id = try await storage.write { tx in
                try tx.fetch("INSERT INTO panel (title, floor) VALUES (\("Hall"), \(3)) RETURNING id")[0].integer("id")
            }
            let row = try await storage.read { tx in try tx.first("SELECT * FROM panel WHERE id = \(id)") }
            #expect(try row?.text("title") == "Hall")
            #expect(try row?.int("floor") == 3)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a transaction that throws leaves nothing`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            await #expect(throws: Refusal.self) {
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\("Hall"))")
                    throw Refusal()
                }
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a transaction whose statement failed commits nothing, also where the error was caught`(
        backend: Backend
    ) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES (\("Hall"))")
                    _ = try? tx.execute("INSERT INTO panel (title) VALUES (\("Hall"))")
                }
            }
            #expect(error != nil)
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `writing is refused where reading was asked for`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.read { tx in _ = try tx.execute("INSERT INTO panel (title) VALUES (\("Hall"))") }
            }
            #expect(error != nil)
            try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES (\("Hall"))") }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `writers that come together lose no change`(backend: Backend) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE counter (n BIGINT NOT NULL); INSERT INTO counter VALUES (0);")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await storage.write { tx in
                            let n = try tx.integer("SELECT n FROM counter \(tx.dialect.forUpdate)")
                            try tx.execute("UPDATE counter SET n = \(n + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT n FROM counter") } == 50)
        }
    }

    /// Write skew: each of two transactions looks at both rows, finds enough and takes from one of them.
    @Test(arguments: Backend.allCases)
    func `what a transaction holds stays true until it ends, also across rows`(backend: Backend) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript(
                    """
                    CREATE TABLE flat (id BIGINT PRIMARY KEY);
                    CREATE TABLE keyring (flat BIGINT NOT NULL, place BIGINT NOT NULL, keys BIGINT NOT NULL);
                    """)
            }
            for round in 1...20 {
                try await storage.write { tx in
                    try tx.execute("INSERT INTO flat VALUES (\(round))")
                    try tx.execute("INSERT INTO keyring VALUES (\(round), 1, 1), (\(round), 2, 1)")
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for place in 1...2 {
                        group.addTask {
                            try await storage.write { tx in
                                _ = try tx.fetch("SELECT id FROM flat WHERE id = \(round) \(tx.dialect.forUpdate)")
                                let keys = try tx.integer("SELECT SUM(keys) FROM keyring WHERE flat = \(round)")
                                // One key has to stay in the flat.
                                guard keys > 1 else { return }
                                try tx.execute(
                                    "UPDATE keyring SET keys = 0 WHERE flat = \(round) AND place = \(place)")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let left = try await storage.read { tx in
                    try tx.integer("SELECT SUM(keys) FROM keyring WHERE flat = \(round)")
                }
                #expect(left == 1)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a reader sees one moment, whatever is written meanwhile`(backend: Backend) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE pair (a BIGINT, b BIGINT); INSERT INTO pair VALUES (0, 0);")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for n in 1...100 {
                        try await storage.write { tx in
                            try tx.execute("UPDATE pair SET a = \(n)")
                            try tx.execute("UPDATE pair SET b = \(n)")
                        }
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<100 {
                            let (a, b) = try await storage.read { tx in
                                (try tx.integer("SELECT a FROM pair"), try tx.integer("SELECT b FROM pair"))
                            }
                            #expect(a == b)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `the clock goes forward and is near ours`(backend: Backend) async throws {
        try await backend.with { storage in
            let first = try await storage.write { tx in try tx.now() }
            let second = try await storage.read { tx in try tx.now() }
            #expect(first <= second)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a cancelled task writes nothing`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES (\("Hall"))") }
            }
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 0)
        }
    }
}
