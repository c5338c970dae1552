import Access
import Basics
import Storage
import Testing

struct ReleaseTallyTests {
    @Test func `far pages and totals are right, whatever is tallied, gone, or older than the tenant`() async throws {
        let house = try await Doorstep()
        let tallies = ReleaseTallies(storage: house.storage)
        let unit = try await house.unit("1")
        let start = house.time.now
        try await add(1500, to: house, unit, at: start)
        // Clara moves in when half of what there is has happened.
        house.time.now = start + .seconds(750)
        let moved = house.time.now
        try await house.run(
            """
            INSERT INTO tenant (unit_id, user_id, created_at, updated_at)
            VALUES (\(unit), \(house.clara.user), \(moved), \(moved))
            """)
        house.time.now = start + .seconds(10_000)
        try await house.run("UPDATE tenant SET created_at = 0 WHERE user_id = \(house.anna.user)")
        for step in ["nothing is tallied", "all is tallied", "more came", "that is tallied too", "the oldest are gone"]
        {
            switch step {
            case "all is tallied", "that is tallied too": try await tallies.settle()
            case "more came": try await add(700, to: house, unit, at: house.time.now - .seconds(2000))
            case "the oldest are gone":
                let first = try await house.storage.read { tx in try tx.integer("SELECT MIN(id) FROM door_release") }
                try await house.run("DELETE FROM door_release WHERE id < \(first + 600)")
            default: break
            }
            for person in [house.anna, house.clara] {
                let since = person.user == house.clara.user ? moved : Instant(microseconds: 0)
                let all = try await house.storage.read { tx in
                    try tx.fetch(
                        "SELECT id FROM door_release WHERE unit_id = \(unit) AND created_at >= \(since) ORDER BY id"
                    ).map { try $0.integer("id") }
                }
                for isNewestFirst in [true, false] {
                    let expected = isNewestFirst ? all.reversed() : all
                    for number in [1, 2, 5, 6, 7, 8, 11, 12, 15, 16, 22, 23] {
                        var query = DoorReleaseQuery(
                            page: ListRequest(.number(number), size: 100),
                            order: RowOrder([("created_at", isNewestFirst)]))
                        query.unit = unit
                        let page = try await house.releases.page(query, by: person.user)
                        let found = page.items.map(\.id.number)
                        let wanted = Array(expected.dropFirst((number - 1) * 100).prefix(100))
                        #expect(found == wanted && page.total == all.count, "\(step), page \(number)")
                    }
                }
            }
        }
    }

    /// Openings a second apart, every other of another unit.
    private func add(_ count: Int, to house: Doorstep, _ unit: ID<Access.Unit>, at start: Instant) async throws {
        let (front, other) = (house.front, try await house.unit("2"))
        try await house.storage.write { tx in
            for number in 0..<2 * count {
                let then = start + .milliseconds(500 * number)
                try tx.execute(
                    """
                    INSERT INTO door_release (organization_id, building_id, panel_id, unit_id, release_method,
                        door_release_type, logged_at, created_at)
                    VALUES (\(front.organization), \(front.building), \(front.id),
                        \(number % 2 == 0 ? unit : other), 'mobile', 'visitor', \(then), \(then))
                    """)
            }
        }
    }
}
