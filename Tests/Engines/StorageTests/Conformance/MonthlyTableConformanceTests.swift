import Basics
import Storage
import TestDatabases
import Testing

struct MonthlyTableConformanceTests {
    private let visits = MonthlyTable("visit", kept: .seconds(40 * 86_400))
    private static let migration = Migration(
        id: "2026-01-01-visit",
        sql: """
            CREATE TABLE visit (
                id {identity by month},
                name TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                UNIQUE (name, created_at)
            ) {by month visit};
            CREATE INDEX visit_age ON visit (created_at);
            """)
    /// 2026-11-22, noon.
    private let now = Instant(seconds: 1_795_348_800)

    @Test(arguments: Backend.allCases)
    func `a row needs no month to be made first, and ids count on over months`(backend: Backend) async throws {
        try await withVisits(backend) { storage in
            try await insert("before", at: now, in: storage)
            try await visits.makeMonths(in: storage, at: now)
            for (name, days) in [("now", 0), ("next month", 30), ("next year", 400), ("last year", -400)] {
                try await insert(name, at: now + .seconds(days * 86_400), in: storage)
            }
            #expect(try await names(in: storage) == ["before", "now", "next month", "next year", "last year"])
            let ids = try await storage.read { tx in
                try tx.fetch("SELECT id FROM visit ORDER BY id").map { try $0.int("id") }
            }
            #expect(ids == [1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is past keeping goes, what is younger stays`(backend: Backend) async throws {
        try await withVisits(backend) { storage in
            try await visits.makeMonths(in: storage, at: now)
            try await insert("this month", at: now, in: storage)
            try await insert("long ago", at: now - .seconds(50 * 86_400), in: storage)
            try await insert("not long ago", at: now - .seconds(30 * 86_400), in: storage)
            try await visits.tend(storage, at: now)
            #expect(try await names(in: storage) == ["this month", "not long ago"])

            // November has ended more than 40 days before.
            try await insert("later", at: now + .seconds(55 * 86_400), in: storage)
            try await visits.tend(storage, at: now + .seconds(60 * 86_400))
            #expect(try await names(in: storage) == ["later"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `many old rows go in bounded transactions`(backend: Backend) async throws {
        try await withVisits(backend) { storage in
            let old = now - .seconds(100 * 86_400)
            try await storage.write { tx in
                try tx.insertRows(
                    "INSERT INTO visit (name, created_at)", (0..<2345).map { [.text("old \($0)"), old.sqlValue] })
            }
            try await insert("young", at: now, in: storage)
            try await visits.tend(storage, at: now)
            #expect(try await names(in: storage) == ["young"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `servers that tend a table together do not get into each other's way`(backend: Backend) async throws {
        try await withVisits(backend) { storage in
            try await withThrowingTaskGroup { group in
                for server in 0..<4 {
                    group.addTask {
                        try await visits.tend(storage, at: now)
                        try await insert("of \(server)", at: now, in: storage)
                        try await visits.tend(storage, at: now + .seconds(31 * 86_400))
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await names(in: storage).count == 4)
        }
    }

    @Test(.enabled(if: PostgresServer.isExpected))
    func `months are made ahead and dropped whole, and a month of the default partition is left there`() async throws {
        try await withVisits(.postgres) { storage in
            try await insert("early", at: now, in: storage)
            try await visits.makeMonths(in: storage, at: now)
            #expect(try await partitions(in: storage) == ["visit_2026_12", "visit_2027_01", "visit_default"])
            try await visits.makeMonths(in: storage, at: now + .seconds(31 * 86_400))
            try await visits.makeMonths(in: storage, at: now + .seconds(31 * 86_400))
            #expect(
                try await partitions(in: storage)
                    == ["visit_2026_12", "visit_2027_01", "visit_2027_02", "visit_default"])
            try await insert("in december", at: now + .seconds(20 * 86_400), in: storage)
            let place = try await storage.read { tx in
                try tx.fetch("SELECT CAST(tableoid AS regclass)::text AS place FROM visit ORDER BY id").map {
                    try $0.text("place")
                }
            }
            #expect(place == ["visit_default", "visit_2026_12"])
            try await visits.tend(storage, at: now + .seconds(81 * 86_400))
            #expect(!(try await partitions(in: storage)).contains("visit_2026_12"))
            #expect(try await names(in: storage) == [])
        }
    }

    @Test(.enabled(if: PostgresServer.isExpected))
    func `a look at one month reads one partition`() async throws {
        try await withVisits(.postgres) { storage in
            try await visits.makeMonths(in: storage, at: now)
            let plan = try await storage.read { tx in
                try tx.fetch(
                    "EXPLAIN SELECT name FROM visit WHERE created_at >= \(now) AND created_at < \(now + .seconds(60))"
                )
                .map { try $0.text("QUERY PLAN") }.joined(separator: "\n")
            }
            #expect(plan.contains("visit_2026_11"))
            #expect(!plan.contains("visit_2026_12") && !plan.contains("visit_default"))
        }
    }

    private func withVisits(_ backend: Backend, _ body: (any Storage) async throws -> Void) async throws {
        try await backend.with { storage in
            try await Migrator([Self.migration]).migrate(storage)
            try await body(storage)
        }
    }

    private func insert(_ name: String, at moment: Instant, in storage: any Storage) async throws {
        try await storage.write { tx in
            try tx.execute("INSERT INTO visit (name, created_at) VALUES (\(name), \(moment))")
        }
    }

    private func names(in storage: any Storage) async throws -> [String] {
        try await storage.read { tx in try tx.fetch("SELECT name FROM visit ORDER BY id").map { try $0.text("name") } }
    }

    private func partitions(in storage: any Storage) async throws -> [String] {
        try await storage.read { tx in
            try tx.fetch(
                """
                SELECT CAST(inhrelid AS regclass)::text AS name FROM pg_inherits
                WHERE inhparent = to_regclass('visit') ORDER BY 1
                """
            ).map { try $0.text("name") }
        }
    }
}
