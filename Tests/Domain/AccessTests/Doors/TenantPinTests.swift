import Access
import Basics
import Storage
import Testing

struct TenantPinTests {
    @Test func `a tenant's PIN opens the doors of their panel and is read back by them alone`() async throws {
        let house = try await Doorstep()
        let tenant = try #require(house.boris.tenancies["2"])
        #expect(try await house.pins.code(of: tenant, by: house.boris.user) == nil)
        #expect(try await house.decide(.pin("940265", unit: nil)) == "unknown")
        try await house.pins.set(try PinCode("940265"), for: tenant, by: house.boris.user)
        #expect(try await house.pins.code(of: tenant, by: house.boris.user)?.text == "940265")
        await #expect(throws: Failure.self) { try await house.pins.code(of: tenant, by: house.anna.user) }
        #expect(try await house.decide(.pin("940265", unit: nil)) == "panel")
        #expect(try await house.decide(.pin("940265", unit: "2")) == "panel")
        #expect(try await house.decide(.pin("940265", unit: "1")) == "unknown")
        #expect(try await house.decide(.pin("940265", unit: "77")) == "unknown")
        #expect(try await house.decide(.pin("940265", unit: nil), at: house.back) == "wrong_door")
        let release = try await house.history(of: "2", by: house.boris)
        #expect(release.map(\.name) == ["Boris", "Boris"])
        #expect(release.allSatisfy { $0.tenant == tenant && $0.panel == house.front.id })
    }

    @Test func `a PIN is one tenant's in the building, and free again when they take another`() async throws {
        let house = try await Doorstep()
        let (boris, anna) = (try #require(house.boris.tenancies["2"]), try #require(house.anna.tenancies["1"]))
        try await house.pins.set(try PinCode("940265"), for: boris, by: house.boris.user)
        await #expect(throws: PinProblems(all: [.taken])) {
            try await house.pins.set(try PinCode("940265"), for: anna, by: house.anna.user)
        }
        try await house.pins.set(try PinCode("740265"), for: boris, by: house.boris.user)
        try await house.pins.set(try PinCode("940265"), for: anna, by: house.anna.user)
        #expect(try await house.decide(.pin("940265", unit: "1")) == "panel")
    }

    @Test func `combining gives all tenancies of a user in the building one code`() async throws {
        let house = try await Doorstep()
        let (first, second) = (try #require(house.anna.tenancies["1"]), try #require(house.anna.tenancies["2"]))
        try await house.pins.set(try PinCode("111213"), for: first, by: house.anna.user)
        try await house.pins.set(try PinCode("222324"), for: second, by: house.anna.user)
        try await house.pins.combine(try PinCode("940265"), for: first, by: house.anna.user)
        for tenant in [first, second] {
            #expect(try await house.pins.code(of: tenant, by: house.anna.user)?.text == "940265")
        }
        #expect(try await house.decide(.pin("940265", unit: "2")) == "panel")
        #expect(try await house.decide(.pin("222324", unit: nil)) == "unknown")
        #expect(try await house.storage.read { tx in try tx.integer("SELECT COUNT(*) FROM pin") } == 1)
    }

    @Test func `a PIN is for its tenant and who administers where they live`() async throws {
        let house = try await Doorstep()
        let tenant = try #require(house.boris.tenancies["2"])
        await #expect(throws: Failure.self) {
            try await house.pins.set(try PinCode("940265"), for: tenant, by: house.clara.user)
        }
        try await house.run(
            """
            INSERT INTO access_role (user_id, role, building_id, created_at)
            VALUES (\(house.clara.user), 'building_admin', \(house.front.building), 0)
            """)
        try await house.pins.set(try PinCode("940265"), for: tenant, by: house.clara.user)
        #expect(try await house.pins.code(of: tenant, by: house.clara.user)?.text == "940265")
    }

    @Test func `the database has no PIN and no token as it is typed`() async throws {
        let house = try await Doorstep()
        let tenant = try #require(house.boris.tenancies["2"])
        try await house.pins.set(try PinCode("940265"), for: tenant, by: house.boris.user)
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Guest", times: house.all(day: 1), tenant: tenant, recipients: [.init(address: "a@example.org")]),
            by: house.boris.user)
        let key = try #require(made.keys.first)
        let secrets = ["940265", try #require(key.pin).text, key.token.exposed]
        try await house.storage.read { tx in
            for table: SQL in ["SELECT * FROM pin", "SELECT * FROM virtual_key", "SELECT * FROM tenant"] {
                for value in try tx.fetch(table).flatMap(\.values) {
                    let text: String =
                        switch value {
                        case .text(let text): text
                        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
                        default: ""
                        }
                    for secret in secrets { #expect(!text.contains(secret)) }
                }
            }
        }
    }
}

extension Doorstep {
    /// From now for so many days.
    func all(day count: Int) -> KeychainDraft.Times {
        .custom(.moment(time.now), .moment(time.now + .seconds(count * 86_400)))
    }
}
