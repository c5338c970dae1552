import Storage
import Testing

struct StatementConformanceTests {
    @Test(arguments: Backend.allCases)
    func `placeholders may stand in any order and more than once`(backend: Backend) async throws {
        try await backend.with { storage in
            let row = try await storage.read { tx in
                try tx.prepare(
                    """
                    SELECT CAST($2 AS TEXT) AS second, CAST($1 AS TEXT) AS first, CAST($2 AS TEXT) AS again,
                    CAST($3 AS TEXT) AS third
                    """
                ).fetch([.text("a"), .text("b"), .text("c")])[0]
            }
            #expect(row.values == [.text("b"), .text("a"), .text("b"), .text("c")])
        }
    }

    @Test(arguments: Backend.allCases)
    func `too few or too many values are refused`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            for values in [[], [SQLValue.text("a")], [.text("a"), .integer(1), .integer(2)]] {
                let error = await storageError {
                    try await storage.write { tx in
                        _ = try tx.prepare("INSERT INTO panel (title, floor) VALUES ($1, $2)").execute(values)
                    }
                }
                #expect(error != nil)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a statement is run for each of many rows, as if one by one`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let count = 1000
            let changed = try await storage.write { tx in
                try tx.prepare("INSERT INTO panel (title, floor) VALUES ($1, $2)").executeAll(
                    (1...count).map {
                        [.text("panel \($0)"), $0.isMultiple(of: 3) ? .null : .integer(Int64($0 % 900))]
                    })
                return try tx.prepare("UPDATE panel SET floor = $1 WHERE title = $2").executeAll(
                    (1...count + 5).map { [.integer(7), .text("panel \($0)")] })
            }
            #expect(changed == count)
            #expect(try await storage.read { try $0.integer("SELECT SUM(floor) FROM panel") } == Int64(7 * count))
        }
    }

    @Test(arguments: Backend.allCases)
    func `one refused row of many undoes all, and the database works on`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.write { tx in
                    try tx.prepare("INSERT INTO panel (title) VALUES ($1)").executeAll(
                        (1...700).map { [.text("panel \($0 == 500 ? 1 : $0)")] })
                }
            }
            #expect(error?.isUniqueViolation == true)
            #expect(try await storage.read { try $0.integer("SELECT COUNT(*) FROM panel") } == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `statements put together keep their values apart`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let found = try await storage.write { tx in
                for (title, floor) in [("Hall", 1), ("Gate", 2), ("Roof", 3)] {
                    try tx.execute("INSERT INTO panel (title, floor) VALUES (\(title), \(floor))")
                }
                let conditions: [SQL] = ["title <> \("Gate")", "floor >= \(1)", "floor < \(3)"]
                return try tx.fetch("SELECT title FROM panel WHERE \(SQL.joined(conditions, separator: " AND "))")
            }
            #expect(try found.map { try $0.text("title") } == ["Hall"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `every value comes back as it was given`(backend: Backend) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE kept (n BIGINT, r DOUBLE PRECISION, t TEXT, b BYTEA, f BOOLEAN)")
            }
            let integers: [SQLValue] = [.integer(.max), .integer(.min), .integer(0), .null]
            let reals: [SQLValue] = [.real(0.1), .real(-1.5e300), .real(.leastNonzeroMagnitude), .null]
            let texts: [SQLValue] = [.text("Zürich 東京 🏢 e\u{301} '; DROP TABLE kept"), .text(""), .text("\n"), .null]
            let blobs: [SQLValue] = [
                .blob([0, 255, 0]), .blob([]), .blob([UInt8](repeating: 7, count: 70_000)), .null,
            ]
            let flags: [SQLValue] = [.boolean(true), .boolean(false), .boolean(true), .null]
            for index in integers.indices {
                let row = try await storage.write { tx in
                    try tx.prepare("INSERT INTO kept (n, r, t, b, f) VALUES ($1, $2, $3, $4, $5) RETURNING *")
                        .fetch([integers[index], reals[index], texts[index], blobs[index], flags[index]])[0]
                }
                #expect(try row["n"] == integers[index])
                #expect(try row["r"] == reals[index])
                #expect(try row["t"] == texts[index])
                #expect(try row["b"] == blobs[index])
                #expect(try row.optional("f", row.boolean) == flags[index].asBoolean)
            }
            let bytes = try await storage.read { tx in try tx.fetch("SELECT t FROM kept LIMIT 1")[0].text("t") }
            #expect(bytes.unicodeScalars.contains("\u{301}"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `many rows go in and come out in batches, missing values among them`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let rows = (0..<1234).map { n in
                let floor: SQLValue = n % 3 == 0 ? .null : .integer(Int64(n % 900))
                return [SQLValue.text("panel \(n)"), floor, .boolean(n % 2 == 0)]
            }
            let found = try await storage.write { tx in
                let ids = try tx.insertRows("INSERT INTO panel (title, floor, active)", rows, "RETURNING id")
                let active = try tx.fetchRows(
                    "SELECT title, floor FROM panel WHERE active = \(true) AND id IN", in: try ids.map { try $0["id"] })
                return (ids.count, active.count, try active.filter { try $0["floor"] == .null }.count)
            }
            #expect(found == (1234, 617, 206))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a statement prepared once takes every kind of value in its turn`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let weights = try await storage.write { tx in
                let insert = try tx.prepare("INSERT INTO panel (title, weight, floor) VALUES ($1, $2, $3)")
                for (n, weight) in [SQLValue.null, .real(0.5), .integer(2), .null].enumerated() {
                    try insert.execute([.text("\(n)"), weight, n == 0 ? .null : .integer(Int64(n))])
                }
                return try tx.fetch("SELECT weight FROM panel WHERE weight IS NOT NULL ORDER BY floor")
                    .map { try $0.real("weight") }
            }
            #expect(weights == [0.5, 2])
        }
    }

    @Test(arguments: Backend.allCases)
    func `five megabytes fit into a value`(backend: Backend) async throws {
        try await backend.with { storage in
            // Of its own, for an index of PostgreSQL takes 2.7 KB of a value.
            try await storage.write { tx in try tx.executeScript("CREATE TABLE sheet (title TEXT, photo BYTEA)") }
            let photo = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let title = String(repeating: "ä", count: 2_500_000)
            let row = try await storage.write { tx in
                try tx.execute("INSERT INTO sheet (title, photo) VALUES (\(title), \(photo))")
                return try tx.fetch("SELECT title, photo FROM sheet")[0]
            }
            #expect(try row.blob("photo") == photo)
            #expect(try row.text("title") == title)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a statement tells how many rows it changed`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let counts = try await storage.write { tx in
                [
                    try tx.execute("INSERT INTO panel (title, floor) VALUES ('a', 1), ('b', 1), ('c', 2)"),
                    try tx.execute("UPDATE panel SET active = FALSE WHERE floor = \(1)"),
                    try tx.execute("UPDATE panel SET active = FALSE WHERE floor = \(9)"),
                    try tx.execute("INSERT INTO panel (title) VALUES ('a') ON CONFLICT (title) DO NOTHING"),
                    try tx.execute("SELECT 1"),
                    try tx.execute("DELETE FROM panel"),
                ]
            }
            #expect(counts == [3, 2, 0, 0, 0, 3])
        }
    }

    @Test(arguments: Backend.allCases)
    func `rows stream one by one until the body throws`(backend: Backend) async throws {
        struct Enough: Error {}
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE number (n BIGINT)")
                let insert = try tx.prepare("INSERT INTO number (n) VALUES ($1)")
                for n in 0..<1000 { try insert.execute([.integer(Int64(n))]) }
            }
            try await storage.read { tx in
                var seen: [Int] = []
                #expect(throws: Enough.self) {
                    try tx.forEach("SELECT n FROM number ORDER BY n") { row in
                        seen.append(try row.int("n"))
                        if seen.count == 10 { throw Enough() }
                    }
                }
                #expect(seen == Array(0..<10))
                var sum = 0
                try tx.forEach("SELECT n FROM number ORDER BY n") { sum += try $0.int("n") }
                #expect(sum == 499_500)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `the same statement may run while its rows are read`(backend: Backend) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE number (n BIGINT); INSERT INTO number VALUES (1), (2), (3);")
                var pairs = 0
                try tx.forEach("SELECT n FROM number") { _ in
                    try tx.forEach("SELECT n FROM number") { _ in pairs += 1 }
                }
                #expect(pairs == 9)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a column that came later is in the rows of a statement known before`(backend: Backend) async throws {
        try await backend.with { storage in
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE number (n BIGINT); INSERT INTO number VALUES (1);")
                #expect(try tx.fetch("SELECT * FROM number")[0].values.count == 1)
            }
            try await storage.write { tx in
                try tx.executeScript("ALTER TABLE number ADD COLUMN word TEXT DEFAULT 'x'")
            }
            let row = try await storage.write { tx in try tx.fetch("SELECT * FROM number")[0] }
            #expect(try row.text("word") == "x")
        }
    }

    @Test(arguments: Backend.allCases)
    func `two statements in one text are refused`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let error = await storageError {
                try await storage.write { tx in try tx.execute("DELETE FROM panel; DELETE FROM site") }
            }
            #expect(error != nil)
        }
    }
}
