import Basics
import Testing

struct InstantTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"),
        (1_684_312_131_469_496, "2023-05-17T08:28:51.469496Z"),
        (951_782_400_000_001, "2000-02-29T00:00:00.000001Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ])
    func `an instant is written in ISO 8601 and read back`(microseconds: Int64, text: String) {
        #expect(Instant(microseconds: microseconds).iso8601 == text)
        #expect(Instant(iso8601: text)?.microseconds == microseconds)
    }

    @Test func `a moment is written in whole seconds`() {
        #expect(Instant(microseconds: 1_684_312_131_999_999).iso8601Seconds == "2023-05-17T08:28:51Z")
        #expect(Instant(microseconds: -1).iso8601Seconds == "1969-12-31T23:59:59Z")
    }

    @Test func `years of five digits are written whole`() {
        #expect(Instant(microseconds: 253_402_300_800_000_000).iso8601 == "10000-01-01T00:00:00.000000Z")
    }

    @Test(arguments: [
        ("2026-03-01", "2026-03-01T00:00:00.000000Z"),
        ("2026-03-01T12:30", "2026-03-01T12:30:00.000000Z"),
        ("2026-03-01 12:30:15", "2026-03-01T12:30:15.000000Z"),
        ("2026-03-01t12:30:15.5z", "2026-03-01T12:30:15.500000Z"),
        ("2026-03-01T01:00:00+02:00", "2026-02-28T23:00:00.000000Z"),
        ("2026-03-01T23:00:00-0130", "2026-03-02T00:30:00.000000Z"),
        ("2026-03-01T00:00:00.123456789Z", "2026-03-01T00:00:00.123456Z"),
    ])
    func `common forms are read`(text: String, instant: String) {
        #expect(Instant(iso8601: text)?.iso8601 == instant)
    }

    @Test(arguments: [
        "", "2026", "2026-02-30", "2026-13-01", "2026-03-01T24:00", "2026-03-01T12:60", "2026-03-01T12:30:60",
        "2026-03-01T12:30:00.", "2026-03-01T12:30:00.1234567890Z", "2026-03-01T12:30:00Zx", "2026-03-01T12:30:00+25:00",
        "02026-03-01", "2026-3-1", "٢٠٢٦-03-01", "2026-03-01T",
    ])
    func `what is no instant is refused`(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test func `a duration is added and taken away`() {
        let start = Instant(seconds: 100)
        #expect((start + .milliseconds(1500)).microseconds == 101_500_000)
        #expect((start - .seconds(101)).microseconds == -1_000_000)
        #expect(start + .seconds(5) - start == .seconds(5))
    }

    @Test func `a held clock stands still`() {
        let clock = WallClock { Instant(seconds: 7) }
        #expect(clock.now == clock.now)
    }
}

struct CivilDateTests {
    @Test func `every day of eight centuries follows the one before`() {
        var expected = (year: 1600, month: 1, day: 1)
        let start = CivilDate(year: 1600, month: 1, day: 1)?.daysSince1970 ?? 0
        for offset in 0..<(2 * 146_097 as Int64) {
            let date = CivilDate(daysSince1970: start + offset)
            guard (date.year, date.month, date.day) == expected, date.daysSince1970 == start + offset else {
                Issue.record("\(date) instead of \(expected)")
                return
            }
            if CivilDate(year: expected.year, month: expected.month, day: expected.day + 1) != nil {
                expected.day += 1
            } else {
                expected = expected.month < 12 ? (expected.year, expected.month + 1, 1) : (expected.year + 1, 1, 1)
            }
        }
    }

    @Test func `the calendar has its leap days and no others`() {
        #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2023, month: 4, day: 31) == nil)
        #expect(CivilDate(year: 2023, month: 0, day: 1) == nil)
        #expect("\(CivilDate(daysSince1970: 0))" == "1970-01-01")
    }
}
