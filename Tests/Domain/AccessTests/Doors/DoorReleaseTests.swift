import Access
import Basics
import Storage
import Testing

struct DoorReleaseTests {
    @Test func `everybody sees the openings of where they live, and administrators those of their places`() async throws
    {
        let house = try await Doorstep()
        let (anna, boris) = (try #require(house.anna.tenancies["1"]), try #require(house.boris.tenancies["2"]))
        try await house.pins.set(try PinCode("940265"), for: anna, by: house.anna.user)
        try await house.pins.set(try PinCode("740265"), for: boris, by: house.boris.user)
        for pin in ["940265", "740265", "740265"] { _ = try await house.decide(.pin(pin, unit: nil)) }
        func seen(by person: Doorstep.Person) async throws -> [String] {
            try await house.releases.page(DoorReleaseQuery(), by: person.user).items.compactMap(\.name)
        }
        #expect(try await seen(by: house.anna) == ["Boris", "Boris", "Anna"])
        #expect(try await seen(by: house.boris) == ["Boris", "Boris"])
        #expect(try await seen(by: house.clara) == [])
        #expect(try await house.history(of: "1", by: house.boris).isEmpty)
        let unit = try await house.unit("2")
        try await house.run(
            """
            INSERT INTO access_role (user_id, role, unit_id, created_at)
            VALUES (\(house.clara.user), 'unit_admin', \(unit), 0)
            """)
        #expect(try await seen(by: house.clara) == ["Boris", "Boris"])
        try await house.run(
            """
            INSERT INTO access_role (user_id, role, building_id, created_at)
            VALUES (\(house.clara.user), 'building_admin', \(house.front.building), 0)
            """)
        // What two roles show is there once.
        #expect(try await seen(by: house.clara) == ["Boris", "Boris", "Anna"])
        #expect(try await house.releases.own(DoorReleaseQuery(), by: house.clara.user).items.isEmpty)
    }

    @Test func `who moves in sees no openings of before`() async throws {
        let house = try await Doorstep()
        let boris = try #require(house.boris.tenancies["2"])
        try await house.pins.set(try PinCode("740265"), for: boris, by: house.boris.user)
        _ = try await house.decide(.pin("740265", unit: nil))
        house.time.now = house.time.now + .seconds(60)
        let (unit, now) = (try await house.unit("2"), house.time.now)
        try await house.run(
            """
            INSERT INTO tenant (unit_id, user_id, created_at, updated_at)
            VALUES (\(unit), \(house.clara.user), \(now), \(now))
            """)
        _ = try await house.decide(.pin("740265", unit: nil))
        #expect(try await house.history(of: "2", by: house.clara).count == 1)
        #expect(try await house.history(of: "2", by: house.boris).count == 2)
    }

    @Test func `pages by number and by what stands before them hold each opening once, in order`() async throws {
        let house = try await Doorstep()
        let anna = try #require(house.anna.tenancies["1"])
        try await house.pins.combine(try PinCode("940265"), for: anna, by: house.anna.user)
        for number in 0..<7 { _ = try await house.decide(.pin("940265", unit: number % 2 == 0 ? "1" : "2")) }
        let user = house.anna.user
        for isOldestFirst in [false, true] {
            let order = RowOrder<DoorReleaseField>([("created_at", !isOldestFirst)])
            var numbered: [ID<DoorRelease>] = []
            for number in 1...4 {
                let query = DoorReleaseQuery(page: ListRequest(.number(number), size: 3), order: order)
                let page = try await house.releases.page(query, by: user)
                #expect(page.total == 7 && (page.next != nil) == (number < 3))
                numbered += page.items.map(\.id)
            }
            #expect(numbered.count == 7 && numbered == numbered.sorted { isOldestFirst ? $0 < $1 : $1 < $0 })
            var walked: [ID<DoorRelease>] = []
            var place: [String]? = []
            while let behind = place, walked.count < 20 {
                let page = try await house.releases.page(
                    DoorReleaseQuery(page: ListRequest(.after(behind), size: 3), order: order), by: user)
                #expect(page.total == nil)
                walked += page.items.map(\.id)
                place = page.next
            }
            #expect(walked == numbered)
        }
        var query = DoorReleaseQuery()
        query.panel = house.back.id
        #expect(try await house.releases.page(query, by: user).total == 0)
        query.panel = house.front.id
        query.method = "panel"
        query.type = "visitor"
        query.user = user
        query.panelUserType = "default"
        #expect(try await house.releases.page(query, by: user).total == 7)
        query.panelUserType = "doorman"
        #expect(try await house.releases.page(query, by: user).items.isEmpty)
    }

    @Test func `openings stand in the order of their names and times, and pages of it hold each once`() async throws {
        let house = try await Doorstep()
        let anna = try #require(house.anna.tenancies["2"])
        let boris = try #require(house.boris.tenancies["2"])
        try await house.pins.set(try PinCode("940265"), for: anna, by: house.anna.user)
        try await house.pins.set(try PinCode("740265"), for: boris, by: house.boris.user)
        for pin in ["740265", "940265", "740265", "940265", "940265"] {
            house.time.now = house.time.now + .seconds(1)
            _ = try await house.decide(.pin(pin, unit: nil))
        }
        let orders: [(RowOrder<DoorReleaseField>, [String])] = [
            (RowOrder([("name", false)]), ["Anna", "Anna", "Anna", "Boris", "Boris"]),
            (RowOrder([("name", true), ("created_at", false)]), ["Boris", "Boris", "Anna", "Anna", "Anna"]),
            (RowOrder([("logged_at", false)]), ["Boris", "Anna", "Boris", "Anna", "Anna"]),
        ]
        for (order, names) in orders {
            var found: [DoorRelease] = []
            var place: [String]? = []
            while let behind = place, found.count < 20 {
                let page = try await house.releases.page(
                    DoorReleaseQuery(page: ListRequest(.after(behind), size: 2), order: order), by: house.boris.user)
                found += page.items
                place = page.next
            }
            #expect(found.compactMap(\.name) == names && Set(found.map(\.id)).count == 5)
        }
        await #expect(throws: Failure.self) {
            _ = try await house.releases.page(
                DoorReleaseQuery(page: ListRequest(.after(["x"]))), by: house.boris.user)
        }
    }
}
