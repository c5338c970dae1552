import Storage
import Testing

struct MigratorConformanceTests {
    static let first = Migration(
        id: "2026-01-01-site",
        sql: "CREATE TABLE site (id {identity}, name TEXT NOT NULL); CREATE INDEX a ON site (name);")
    static let second = Migration(id: "2026-01-02-street", sql: "ALTER TABLE site ADD COLUMN street TEXT;")
    static let broken = Migration(
        id: "2026-01-03-broken", sql: "CREATE TABLE half (n BIGINT); INSERT INTO nowhere VALUES (1);")

    @Test(arguments: Backend.allCases)
    func `migrations are applied in order, once`(backend: Backend) async throws {
        try await backend.with { storage in
            #expect(try await Migrator([Self.first]).migrate(storage) == [Self.first.id])
            #expect(try await Migrator([Self.first, Self.second]).migrate(storage) == [Self.second.id])
            #expect(try await Migrator([Self.first, Self.second]).migrate(storage) == [])
            let ids = try await storage.write { tx in
                try tx.fetch("INSERT INTO site (name, street) VALUES ('a', 'b'), ('c', 'd') RETURNING id")
                    .map { try $0.int("id") }
            }
            #expect(ids == [1, 2])
        }
    }

    @Test(arguments: Backend.allCases)
    func `the status tells what is applied and what is not, and changes nothing`(backend: Backend) async throws {
        try await backend.with { storage in
            let migrator = Migrator([Self.first, Self.second])
            #expect(try await migrator.status(of: storage).pending == [Self.first.id, Self.second.id])
            let count = try await storage.read { tx in
                try tx.integer(tx.dialect.countTables(named: "schema_migration"))
            }
            #expect(count == 0)
            try await Migrator([Self.first]).migrate(storage)
            let status = try await migrator.status(of: storage)
            #expect(status.applied.map(\.id) == [Self.first.id])
            #expect(status.pending == [Self.second.id])
            #expect(!status.isCurrent)
            try await migrator.migrate(storage)
            #expect(try await migrator.status(of: storage).isCurrent)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a newer schema is refused`(backend: Backend) async throws {
        try await backend.with { storage in
            try await Migrator([Self.first, Self.second]).migrate(storage)
            let error = await storageError { try await Migrator([Self.first]).migrate(storage) }
            guard case .newerSchema(let unknown) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(unknown == [Self.second.id])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a migration whose text was changed is refused, and nothing is applied`(backend: Backend) async throws {
        try await backend.with { storage in
            try await Migrator([Self.first]).migrate(storage)
            let changed = Migration(id: Self.first.id, sql: Self.first.sql + " ")
            let error = await storageError { try await Migrator([changed, Self.second]).migrate(storage) }
            guard case .changedMigration(Self.first.id) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await Migrator([Self.first, Self.second]).status(of: storage).pending == [Self.second.id])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a migration that fails leaves nothing behind`(backend: Backend) async throws {
        try await backend.with { storage in
            let error = await storageError { try await Migrator([Self.first, Self.broken]).migrate(storage) }
            #expect(error != nil)
            let status = try await Migrator([Self.first]).status(of: storage)
            #expect(status.isCurrent)
            #expect(try await storage.read { tx in try tx.integer(tx.dialect.countTables(named: "half")) } == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `servers that start together apply each migration once`(backend: Backend) async throws {
        try await backend.with { storage in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<8 {
                    group.addTask { try await Migrator([Self.first, Self.second]).migrate(storage) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == [Self.first.id, Self.second.id])
        }
    }

    @Test(arguments: Backend.allCases)
    func `an id that stands twice is refused`(backend: Backend) async throws {
        try await backend.with { storage in
            #expect(await storageError { try await Migrator([Self.first, Self.first]).migrate(storage) } != nil)
        }
    }
}
