import Access
import Basics
import Storage
import Testing

/// What is counted beside the rows is what the rows would count to.
@Suite(.serialized)
struct CountTests {
    @Test(arguments: PlanTests.products)
    func `an intercom's counts hold through changes at the same time, a load and its undoing`(
        product: Dialect.Product
    ) async throws {
        try await Platform.with(product, .panels) { storage in
            let house = House(storage: storage, unobserved: storage)
            try await withThrowingTaskGroup { group in
                for number in 0..<8 {
                    group.addTask {
                        let codes = (0..<5).map { "AB0000\(number)\($0)" }
                        let added = try await house.keys.add(codes, toFlat: "7000", of: house.panel, by: house.caller)
                        for key in added.prefix(2) {
                            try await house.keys.delete(key.id, of: house.panel, by: house.caller)
                        }
                        // Those that are there already count no second time.
                        _ = try await house.keys.add(codes, toFlat: "7000", of: house.panel, by: house.caller)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await counted(house) == 41)
            try await checkCounts(house)
            try await house.loadSummary()
            #expect(try await counted(house) == 41)
            try await checkCounts(house)
        }
    }

    @Test(arguments: PlanTests.products)
    func `the list of intercoms has the total of its rows, and its pages hold each of them once`(
        product: Dialect.Product
    ) async throws {
        try await Platform.with(product, .panels) { storage in
            let house = House(storage: storage, unobserved: storage)
            let added = try await house.panels.create(PanelDraft(title: "New"), in: ID(1))
            for id in [5, 500, 5000] { try await house.panels.revoke(ID(Int64(id))) }
            var listed: [Int64] = []
            for number in 1...101 {
                let page = try await house.panels.page(PageRequest(number: number, size: 100), by: house.caller)
                listed += page.items.map(\.id.number)
            }
            let total = try await house.panels.page(PageRequest(), by: house.caller).total
            let expected = try await storage.read { tx in
                try tx.fetch("SELECT id FROM panel WHERE organization_id = 1 AND revoked_at IS NULL ORDER BY id")
                    .map { try $0.integer("id") }
            }
            #expect(listed == expected)
            #expect(total == expected.count)
            #expect(listed.last == added.id.number)
        }
    }

    private func counted(_ house: House) async throws -> Int {
        try await house.panels.get(house.panel, by: house.caller).counts.keys
    }

    private func checkCounts(_ house: House) async throws {
        let counts = try await house.panels.get(house.panel, by: house.caller).counts
        let rows = try await house.storage.read { tx in
            try ["rfid_key", "panel_unit", "tenant_panel"].map { table in
                try tx.prepare("SELECT COUNT(*) AS n FROM \(table) WHERE panel_id = $1")
                    .fetch([house.panel.sqlValue])[0].int("n")
            }
        }
        #expect([counts.keys, counts.units, counts.tenants] == rows)
    }
}
