import Basics
import Foundation
import Testing
import TimeZones

struct ZoneRulesTests {
    private static let database = ZoneDatabase()

    /// Zones with something of their own: half an hour of summer time, a skipped day, changes at midnight, a winter time that
    /// goes back, none at all.
    private static let names = [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana", "Europe/Dublin",
        "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Chatham", "Asia/Tokyo", "America/St_Johns",
    ]

    @Test(arguments: names) func `offsets are those that Foundation knows`(name: String) throws {
        let rules = try ZoneRulesTests.database.rules(of: name)
        let zone = try #require(TimeZone(identifier: name))
        var generator = Generator(seed: 7)
        for _ in 0..<2000 {
            // 1975 to 2036, as far as files of both are sure to agree.
            let seconds = Int64.random(in: 157_766_400..<2_082_758_400, using: &generator)
            let known = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(rules.offset(at: Instant(seconds: seconds)) == Int64(known), "\(name) at \(seconds)")
        }
    }

    @Test(arguments: names) func `a moment is found again by what the clocks show then`(name: String) throws {
        let rules = try ZoneRulesTests.database.rules(of: name)
        var generator = Generator(seed: 8)
        for _ in 0..<2000 {
            let instant = Instant(seconds: Int64.random(in: 0..<100_000_000_000, using: &generator))
            let local = rules.local(at: instant)
            let both = [rules.instant(of: local, .first), rules.instant(of: local, .last)]
            #expect(both.contains(instant), "\(name) at \(instant.iso8601)")
        }
    }

    @Test func `a time that occurs twice is the first or the last one, as wanted`() throws {
        let rules = try ZoneRulesTests.database.rules(of: "America/New_York")
        let local = LocalTime(try date(2026, 11, 1), minute: 90)
        #expect(rules.instant(of: local, .first) == Instant(iso8601: "2026-11-01T05:30:00Z"))
        #expect(rules.instant(of: local, .last) == Instant(iso8601: "2026-11-01T06:30:00Z"))
    }

    @Test(arguments: [ZoneRules.Occurrence.first, .last])
    func `a time that the clocks skip moves forward by what they skip`(occurrence: ZoneRules.Occurrence) throws {
        let newYork = try ZoneRulesTests.database.rules(of: "America/New_York")
        #expect(
            newYork.instant(of: LocalTime(try date(2026, 3, 8), minute: 150), occurrence)
                == Instant(iso8601: "2026-03-08T07:30:00Z"))
        let lordHowe = try ZoneRulesTests.database.rules(of: "Australia/Lord_Howe")
        #expect(
            lordHowe.instant(of: LocalTime(try date(2026, 10, 4), minute: 135), occurrence)
                == Instant(iso8601: "2026-10-03T15:45:00Z"))
        let apia = try ZoneRulesTests.database.rules(of: "Pacific/Apia")
        #expect(
            apia.instant(of: LocalTime(try date(2011, 12, 30), minute: 600), occurrence)
                == Instant(iso8601: "2011-12-30T20:00:00Z"))
    }

    @Test func `the rule of today holds in far years`() throws {
        let rules = try ZoneRulesTests.database.rules(of: "Europe/Berlin")
        for year in [2040, 2437, 2438, 2439, 2440, 2839, 5000, 9999] {
            #expect(rules.offset(at: rules.instant(of: LocalTime(try date(year, 1, 15)))) == 3600)
            #expect(rules.offset(at: rules.instant(of: LocalTime(try date(year, 7, 15)))) == 7200)
            let lastOfMarch = try date(year, 3, 31).daysSince1970
            let sunday = lastOfMarch - (lastOfMarch + 4) % 7
            let change = Instant(seconds: sunday * 86_400 + 3600)
            #expect(rules.offset(at: change - .seconds(1)) == 3600)
            #expect(rules.offset(at: change) == 7200)
        }
    }

    @Test func `an offset is steady only where no change is near`() throws {
        let rules = try ZoneRulesTests.database.rules(of: "Europe/Berlin")
        let change = try #require(Instant(iso8601: "2026-03-29T01:00:00Z"))
        #expect(rules.steadyOffset(around: change - .seconds(101), seconds: 100) == 3600)
        #expect(rules.steadyOffset(around: change - .seconds(100), seconds: 100) == nil)
        #expect(rules.steadyOffset(around: change + .seconds(99), seconds: 100) == nil)
        #expect(rules.steadyOffset(around: change + .seconds(100), seconds: 100) == 7200)
    }

    @Test(arguments: [
        "", "Atlantis", "../../etc/passwd", "/etc/passwd", "Europe/../UTC", "tzdata.zi", "posix/UTC", "Europe",
    ])
    func `a name that is no zone is refused`(name: String) {
        #expect(throws: ZoneError.unknown(name: name)) { try ZoneRulesTests.database.rules(of: name) }
    }

    @Test func `a folder without zones is named`() {
        #expect(throws: ZoneError.noDatabase(folder: "/nowhere")) {
            try ZoneDatabase(folder: "/nowhere").rules(of: "Europe/Berlin")
        }
    }

    @Test func `a damaged file is an error, wherever it is damaged`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
        for length in stride(from: 4, to: whole.count, by: 1) {
            try whole.prefix(length).write(to: folder.appending(path: "Cut"))
            #expect(throws: ZoneError.self) { try ZoneDatabase(folder: folder.path).rules(of: "Cut") }
        }
        var generator = Generator(seed: 9)
        for _ in 0..<500 {
            var changed = whole
            for _ in 0..<4 {
                changed[Int.random(in: 4..<whole.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            try changed.write(to: folder.appending(path: "Changed"))
            _ = try? ZoneDatabase(folder: folder.path).rules(of: "Changed")
        }
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }
}

/// SplitMix64: the same numbers in every run.
private struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
