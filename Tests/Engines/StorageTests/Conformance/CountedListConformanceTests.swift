import Storage
import Testing

struct CountedListConformanceTests {
    private let list = CountedList("thing")

    @Test(arguments: Backend.allCases)
    func `the item in any place is found, whatever was added, removed and settled`(backend: Backend) async throws {
        try await withThings(backend) { storage in
            // Thinly and thickly sown, over the bounds of blocks of all levels, of two owners.
            var expected: [Int64: [Int64]] = [1: [], 2: []]
            let near = Array(Int64(1)...700)
            let far = stride(from: Int64(16_000), to: 2_200_000, by: 1801) + [2_097_151, 2_097_152, 4_194_304]
            for (round, item) in (near + far.sorted()).enumerated() {
                let owner: Int64 = round % 7 == 0 ? 2 : 1
                try await add(item, to: owner, in: storage)
                expected[owner, default: []].append(item)
                if round == 900 { try await CountedList.settle(storage) }
            }
            for item in expected[1, default: []] where item % 5 == 0 {
                try await remove(item, from: 1, in: storage)
                expected[1]?.removeAll { $0 == item }
            }
            try await check(expected, in: storage)
            try await CountedList.settle(storage)
            try await check(expected, in: storage)
            let changes = try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM list_change") }
            #expect(changes == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a transaction that fails has counted nothing`(backend: Backend) async throws {
        try await withThings(backend) { storage in
            try await add(1, to: 1, in: storage)
            _ = await storageError {
                try await storage.write { tx in
                    try list.add(2, to: 1, in: tx)
                    throw StorageError.busy("")
                }
            }
            try await check([1: [1]], in: storage)
        }
    }

    @Test(arguments: Backend.allCases)
    func `servers that settle at the same time count everything once`(backend: Backend) async throws {
        try await withThings(backend) { storage in
            let items = Array(Int64(1)...3000)
            try await storage.write { tx in
                for item in items { try list.add(item, to: item % 3, in: tx) }
                try tx.executeScript("DELETE FROM thing")
            }
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await CountedList.settle(storage) } }
                try await group.waitForAll()
            }
            try await CountedList.settle(storage)
            for owner in Int64(0)...2 {
                let place = try await storage.read { tx in try list.place(999, of: owner, in: tx) }
                #expect(place.total == 1000)
            }
        }
    }

    @Test func `transactions that change one list do not wait for each other`() async throws {
        guard Backend.allCases.contains(.postgres) else { return }
        try await withThings(.postgres) { storage in
            try await storage.write { outer in
                try list.add(1, to: 1, in: outer)
                let inner = BlockingCall { try await storage.write { tx in try list.add(2, to: 1, in: tx) } }
                #expect(inner.isDone(inSeconds: 20))
            }
            try await CountedList.settle(storage)
            let total = try await storage.read { tx in try list.place(0, of: 1, in: tx).total }
            #expect(total == 2)
        }
    }

    private func add(_ item: Int64, to owner: Int64, in storage: any Storage) async throws {
        try await storage.write { tx in
            try tx.execute("INSERT INTO thing (id, owner) VALUES (\(item), \(owner))")
            try list.add(item, to: owner, in: tx)
        }
    }

    private func remove(_ item: Int64, from owner: Int64, in storage: any Storage) async throws {
        try await storage.write { tx in
            try tx.execute("DELETE FROM thing WHERE id = \(item)")
            try list.remove(item, from: owner, in: tx)
        }
    }

    /// Looks up every place, and some behind the end.
    private func check(_ expected: [Int64: [Int64]], in storage: any Storage) async throws {
        for (owner, items) in expected {
            try await storage.read { tx in
                for offset in Array(stride(from: 0, to: items.count, by: 13)) + [items.count - 1, items.count + 5000] {
                    let place = try list.place(offset, of: owner, in: tx)
                    #expect(place.total == items.count)
                    #expect(place.skip < 128)
                    let found = try tx.first(
                        """
                        SELECT id FROM thing WHERE owner = \(owner) AND id >= \(place.from)
                        ORDER BY id LIMIT 1 OFFSET \(place.skip)
                        """
                    ).map { try $0.integer("id") }
                    #expect(found == (items.indices.contains(offset) ? items[offset] : nil))
                }
            }
        }
    }

    private func withThings(_ backend: Backend, _ body: (any Storage) async throws -> Void) async throws {
        try await backend.with { storage in
            try await Migrator(ListMigrations.all).migrate(storage)
            try await storage.write { tx in
                try tx.executeScript("CREATE TABLE thing (id BIGINT PRIMARY KEY, owner BIGINT NOT NULL)")
            }
            try await body(storage)
        }
    }
}
