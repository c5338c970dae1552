import Basics
import Dispatch
import Storage
import Testing

/// What moving whole tables asks of a database.
struct MovingConformanceTests {
    @Test(arguments: Backend.allCases)
    func `a counting key goes on after the number it is given, and tells the last one also when its row is gone`(
        backend: Backend
    ) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            try await storage.write { tx in
                let last = tx.dialect.lastIdentity(of: "site", column: "id")
                #expect(try tx.first(last)?.values.first?.asInteger == nil)
                try tx.execute("INSERT INTO site (name) VALUES ('a'), ('b')")
                try tx.execute("DELETE FROM site WHERE name = 'b'")
                #expect(try tx.first(last)?.values.first?.asInteger == 2)
                let setting = tx.dialect.setIdentity(of: "site", column: "id", to: 41)
                for statement in setting { _ = try tx.fetch(statement) }
                #expect(try tx.first(last)?.values.first?.asInteger == 41)
                #expect(try tx.fetch("INSERT INTO site (name) VALUES ('c') RETURNING id")[0].integer("id") == 42)
            }
        }
    }

    @Test(arguments: Backend.allCases) func `texts are ordered by their bytes`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let names = try await storage.write { tx in
                try tx.execute("INSERT INTO site (name) VALUES ('b'), ('B'), ('ä'), ('a'), ('_')")
                return try tx.fetch("SELECT name FROM site ORDER BY name \(tx.dialect.byBytes)").map {
                    try $0.text("name")
                }
            }
            #expect(names == ["B", "_", "a", "b", "ä"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a locked table is not changed by others until the transaction ends`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let done = DispatchSemaphore(value: 0)
            let other = try await storage.write { tx in
                if let lock = tx.dialect.lockAgainstChanges(["site", "panel"]) { try tx.execute(lock) }
                let task = Task {
                    try await storage.write { tx in
                        try tx.execute("INSERT INTO site (name) VALUES ('late')")
                    }
                    done.signal()
                }
                // The closures of both drivers run on threads that may block.
                #expect(done.wait(timeout: .now() + 0.3) == .timedOut)
                #expect(try tx.integer("SELECT COUNT(*) FROM site") == 0)
                return task
            }
            try await other.value
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM site") } == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the digest of a row is the same from every database`(backend: Backend) async throws {
        try await backend.with { storage in
            try await makePanels(in: storage)
            let digest = try await storage.write { tx in
                let values: [SQLValue] = [
                    .text("Ünit"), .integer(-7), .null, .real(0.1), .blob([0, 255]), .boolean(true),
                ]
                try tx.insertRows("INSERT INTO panel (title, floor, site_id, weight, photo, active)", [values])
                var digest = RowDigest(table: "panel", columns: ["title"])
                try tx.forEach("SELECT title, floor, site_id, weight, photo, active FROM panel") { row in
                    digest.add(row.values)
                }
                return digest
            }
            var expected = RowDigest(table: "panel", columns: ["title"])
            expected.add([.text("Ünit"), .integer(-7), .null, .real(0.1), .blob([0, 255]), .integer(1)])
            #expect(digest.rows == 1)
            #expect(digest.digest == expected.digest)
        }
    }
}

struct RowDigestTests {
    @Test func `it tells apart where one value ends and the next begins, and nothing from an empty text`() {
        let rows: [[SQLValue]] = [
            [.text("ab"), .text("c")], [.text("a"), .text("bc")], [.text(""), .null], [.null, .text("")],
            [.integer(1), .null], [.real(1), .null], [.blob([]), .text("")],
        ]
        let digests = rows.map { row in
            var digest = RowDigest(table: "t", columns: ["a", "b"])
            digest.add(row)
            return digest.digest
        }
        #expect(Set(digests).count == rows.count)
    }

    @Test func `a digest in between changes nothing of what follows`() {
        var (asked, unasked) = (RowDigest(table: "t", columns: ["a"]), RowDigest(table: "t", columns: ["a"]))
        for number in 0..<20_000 {
            asked.add([.integer(Int64(number))])
            unasked.add([.integer(Int64(number))])
            if number % 777 == 0 { _ = asked.digest }
        }
        #expect(asked.digest == unasked.digest)
    }
}
