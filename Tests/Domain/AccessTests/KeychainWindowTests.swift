import Access
import Basics
import Testing
import TimeZones

struct KeychainWindowTests {
    private let newYork: ZoneRules

    init() throws {
        newYork = try ZoneDatabase().rules(of: "America/New_York")
    }

    @Test func `a window is open from its start until just before its end`() throws {
        let window = try KeychainWindow(from: at("2026-01-01T11:50:00Z"), until: at("2026-01-01T13:45:00Z"))
        for (time, isOpen) in [
            ("2026-01-01T11:49:59.999999Z", false), ("2026-01-01T11:50:00Z", true),
            ("2026-01-01T13:44:59.999999Z", true), ("2026-01-01T13:45:00Z", false),
        ] {
            #expect(window.isOpen(at: try at(time), in: newYork) == isOpen, "\(time)")
        }
    }

    @Test func `recurring hours are those of the building's clocks, in winter and in summer`() throws {
        let window = try weekly("wed thu", "2026-01-01", "2026-12-31", "12:30", "16:30")
        for (time, isOpen) in [
            ("2026-01-07T17:30:00Z", true), ("2026-01-07T17:29:59Z", false), ("2026-01-07T21:30:00Z", false),
            ("2026-07-08T16:30:00Z", true), ("2026-07-08T16:29:59Z", false), ("2026-07-08T20:29:59Z", true),
            ("2026-07-08T20:30:00Z", false), ("2026-07-10T17:00:00Z", false), ("2025-12-31T18:00:00Z", false),
            ("2027-01-06T18:00:00Z", false),
        ] {
            #expect(window.isOpen(at: try at(time), in: newYork) == isOpen, "\(time)")
        }
        #expect(window.startsAt == (try at("2026-01-01T17:30:00Z")))
        #expect(window.endsAt == (try at("2026-12-31T21:30:00Z")))
    }

    @Test func `an hour that occurs twice counts from its first begin to its last end`() throws {
        let window = try weekly("sun", "2026-11-01", "2026-11-01", "01:15", "01:45")
        #expect(window.startsAt == (try at("2026-11-01T05:15:00Z")))
        #expect(window.endsAt == (try at("2026-11-01T06:45:00Z")))
        for (time, isOpen) in [
            ("2026-11-01T05:14:59Z", false), ("2026-11-01T05:15:00Z", true), ("2026-11-01T05:50:00Z", true),
            ("2026-11-01T06:10:00Z", true), ("2026-11-01T06:44:59Z", true), ("2026-11-01T06:45:00Z", false),
        ] {
            #expect(window.isOpen(at: try at(time), in: newYork) == isOpen, "\(time)")
        }
    }

    @Test func `an hour that is skipped moves forward by the gap`() throws {
        let window = try weekly("sun", "2026-03-08", "2026-03-08", "02:15", "02:45")
        #expect(window.isOpen(at: try at("2026-03-08T07:14:59Z"), in: newYork) == false)
        #expect(window.isOpen(at: try at("2026-03-08T07:15:00Z"), in: newYork))
        #expect(window.isOpen(at: try at("2026-03-08T07:44:59Z"), in: newYork))
        #expect(window.isOpen(at: try at("2026-03-08T07:45:00Z"), in: newYork) == false)
    }

    @Test func `hours may last until midnight`() throws {
        let window = try weekly("mon", "2026-01-01", "2026-12-31", "22:00", "24:00")
        #expect(window.isOpen(at: try at("2026-01-06T04:59:59.999999Z"), in: newYork))
        #expect(window.isOpen(at: try at("2026-01-06T05:00:00Z"), in: newYork) == false)
    }

    @Test func `all that is wrong with the times is told`() throws {
        let start = try at("2026-01-01T11:50:00Z")
        #expect(throws: WindowProblems([.startNotBeforeEnd, .endNotAfterStart])) {
            try KeychainWindow(from: start, until: start)
        }
        #expect(throws: WindowProblems([.fromNotBeforeTo, .toNotAfterFrom])) {
            try weekly("mon", "2026-01-01", "2026-01-01", "22:00", "06:00")
        }
        #expect(throws: WindowProblems([.noWeekday, .startDateAfterEnd, .endDateBeforeStart])) {
            try weekly("", "2026-01-02", "2026-01-01", "06:00", "22:00")
        }
        #expect(Weekdays(words: ["mon", "Sun", "someday"]) == nil)
        #expect(Weekdays(words: ["sun", "MON"])?.words == ["mon", "sun"])
        for text in ["24:01", "25:00", "12:60", "12", "1230", "12:30:01", "-1:00", "+1:00", "٠١:٠٠", ""] {
            #expect(ClockTime(text) == nil, "\(text)")
        }
        #expect(ClockTime("9:05")?.description == "09:05")
    }

    @Test func `every kind shows its first and last day and hour by the building's clocks`() throws {
        let window = try KeychainWindow(from: at("2019-01-01T11:50:00Z"), until: at("2019-03-03T13:45:00Z"))
        let local = window.local(in: newYork)
        #expect("\(local.first) \(local.from) \(local.last) \(local.to)" == "2019-01-01 06:50 2019-03-03 08:45")
    }

    @Test func `a one-time keychain lasts until its last key is used`() throws {
        let window = try KeychainWindow(from: at("2026-01-01T10:00:00Z"), until: at("2026-01-01T12:00:00Z"))
        let (before, during, after) = (
            try at("2026-01-01T09:00:00Z"), try at("2026-01-01T10:00:00Z"), try at("2026-01-01T12:00:00Z")
        )
        #expect(KeychainStatus.of(.oneTime, window, keys: 2, unused: 1, at: during) == .active)
        #expect(KeychainStatus.of(.oneTime, window, keys: 2, unused: 0, at: during) == .used)
        #expect(KeychainStatus.of(.oneTime, window, keys: 2, unused: 0, at: after) == .used)
        #expect(KeychainStatus.of(.oneTime, window, keys: 2, unused: 1, at: after) == .expired)
        #expect(KeychainStatus.of(.oneTime, window, keys: 0, unused: 0, at: during) == .active)
        #expect(KeychainStatus.of(.custom, window, keys: 2, unused: 0, at: during) == .active)
        #expect(KeychainStatus.of(.custom, window, keys: 2, unused: 2, at: before) == .upcoming)
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    private func weekly(
        _ days: String, _ first: String, _ last: String, _ from: String, _ to: String
    ) throws -> KeychainWindow {
        let weekdays = try #require(Weekdays(words: days.split(separator: " ").map(String.init)))
        let dates = try [first, last].map { text in
            CivilDate(daysSince1970: try at(text).microseconds / 86_400_000_000)
        }
        let hours = try [from, to].map { try #require(ClockTime($0)) }
        return KeychainWindow(
            try Recurrence(weekdays: weekdays, dates: dates[0], dates[1], hours: hours[0], hours[1]), in: newYork)
    }
}
