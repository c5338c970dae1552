import Access
import Basics
import Testing
import TimeZones

struct DecisionPropertyTests {
    /// Summer time of an hour and of half an hour, at midnight in both directions, a day that never was, none at all.
    private static let zones = [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "America/Asuncion",
        "Pacific/Apia",
        "America/St_Johns", "Asia/Beirut", "Europe/Dublin", "Asia/Kolkata",
    ]

    @Test func `100,000 random cases are decided as by an obvious model`() throws {
        let database = ZoneDatabase()
        var dice = Generator(seed: 20_261_122)
        var seen: [String: Int] = [:]
        for name in DecisionPropertyTests.zones {
            let rules = try database.rules(of: name)
            let clock = try SlowClock(name)
            var changes = clock.changes()
            if changes.isEmpty { changes = [1_700_000_000] }
            for _ in 0..<10_000 {
                let change = changes[dice.number(0...changes.count - 1)]
                let world = World.random(zone: name, near: change, clock: clock, &dice)
                let expected = SlowModel(world: world, clock: clock).answer()
                let decided = DoorDecision.of(
                    try world.houseReading(), at: Instant(microseconds: world.now), knowing: try world.knowledge(rules)
                ).words
                let kind = String(expected.prefix { $0 != " " }) + (expected.hasSuffix("once") ? " once" : "")
                seen[kind, default: 0] += 1
                guard decided == expected else {
                    Issue.record("\(decided) instead of \(expected): \(world)")
                    return
                }
            }
        }
        // Every answer that there is was wanted often.
        let answers =
            DoorRefusal.allCases.map(\.word) + ["building", "tenant", "key", "pin", "qr", "pin once", "qr once"]
        for answer in answers { #expect(seen[answer, default: 0] >= 100, "\(answer): \(seen)") }
    }
}
