public import Basics
import TimeZones

/// The hours of some weekdays between two dates, by the clocks of the building.
public struct Recurrence: Hashable, Sendable {
    public let weekdays: Weekdays
    public let from: ClockTime
    /// On the same day, later than `from`.
    public let to: ClockTime
    /// Since 1970-01-01, both included.
    private let days: ClosedRange<Int64>

    public var firstDate: CivilDate { CivilDate(daysSince1970: days.lowerBound) }
    public var lastDate: CivilDate { CivilDate(daysSince1970: days.upperBound) }

    /// Throws where no day is named, the dates stand in the wrong order, or the hours would cross midnight.
    public init(
        weekdays: Weekdays, dates first: CivilDate, _ last: CivilDate, hours from: ClockTime, _ to: ClockTime
    ) throws(WindowProblems) {
        var problems: [WindowProblem] = []
        if weekdays.isEmpty { problems.append(.noWeekday) }
        if first.daysSince1970 > last.daysSince1970 { problems += [.startDateAfterEnd, .endDateBeforeStart] }
        if from >= to { problems += [.fromNotBeforeTo, .toNotAfterFrom] }
        guard problems.isEmpty else { throw WindowProblems(problems) }
        self.weekdays = weekdays
        self.from = from
        self.to = to
        days = first.daysSince1970...last.daysSince1970
    }

    func startsAt(in zone: ZoneRules) -> Instant { opening(on: days.lowerBound, in: zone) }
    func endsAt(in zone: ZoneRules) -> Instant { closing(on: days.upperBound, in: zone) }

    /// Whether one of the days has this moment in its hours.
    func contains(_ instant: Instant, in zone: ZoneRules) -> Bool {
        let local = zone.local(at: instant)
        if zone.steadyOffset(around: instant, seconds: 2 * 86_400) != nil {
            return has(local.day) && from.minute <= local.minute && local.minute < to.minute
        }
        // Where the clocks change, a day's hours may begin or end while they show another date.
        return (local.day - 1...local.day + 1).contains { day in
            has(day) && opening(on: day, in: zone) <= instant && instant < closing(on: day, in: zone)
        }
    }

    func has(_ day: Int64) -> Bool {
        days.contains(day) && weekdays.contains(day: day)
    }

    func opening(on day: Int64, in zone: ZoneRules) -> Instant {
        zone.instant(of: LocalTime(day: day, minute: from.minute), .first)
    }

    func closing(on day: Int64, in zone: ZoneRules) -> Instant {
        zone.instant(of: LocalTime(day: day, minute: to.minute), .last)
    }
}
