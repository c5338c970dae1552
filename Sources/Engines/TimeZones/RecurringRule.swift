import Basics

/// The offsets of a zone from some year on, every year alike: the `TZ` text at the end of a TZif file (RFC 9636, 3.3.1).
struct RecurringRule: Equatable {
    /// Seconds east of UTC.
    let standard: Int64
    let summer: Summer?

    struct Summer: Equatable {
        /// Seconds east of UTC.
        let offset: Int64
        let begin: YearlyMoment
        let end: YearlyMoment
    }

    /// The changes of these years in the order in which they happen.
    func changes(in years: ClosedRange<Int>) -> [(at: Int64, offset: Int64)] {
        guard let summer else { return [] }
        return years.flatMap { year in
            [
                (at: summer.begin.local(in: year) - standard, offset: summer.offset),
                (at: summer.end.local(in: year) - summer.offset, offset: standard),
            ]
        }.sorted { $0.at < $1.at }
    }
}

/// A moment of every year by the wall clock: a day, and seconds since its midnight.
struct YearlyMoment: Equatable {
    let day: Day
    let seconds: Int64

    enum Day: Equatable {
        /// 1 to 365, where the 29th of February is never counted.
        case withoutLeapDay(Int)
        /// 0 to 365.
        case counted(Int)
        /// The n-th of a weekday (0 is Sunday) in a month; the fifth is the last.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    /// Seconds since 1970 by the wall clock.
    func local(in year: Int) -> Int64 {
        let newYear = YearlyMoment.firstDay(of: year, month: 1)
        let date: Int64 =
            switch day {
            case .counted(let days): newYear + Int64(days)
            case .withoutLeapDay(let number):
                newYear + Int64(number) - (number >= 60 && YearlyMoment.isLeap(year) ? 0 : 1)
            case .weekday(let month, let week, let weekday):
                YearlyMoment.date(year, month: month, week: week, weekday: weekday)
            }
        return date * LocalTime.perDay + seconds
    }

    private static func date(_ year: Int, month: Int, week: Int, weekday: Int) -> Int64 {
        let first = firstDay(of: year, month: month)
        let next = month == 12 ? firstDay(of: year + 1, month: 1) : firstDay(of: year, month: month + 1)
        // 1970-01-01 was a Thursday.
        let firstWeekday = (first + 4) % 7
        var date = first + (Int64(weekday) - (firstWeekday + 7) % 7 + 7) % 7 + Int64(week - 1) * 7
        while date >= next { date -= 7 }
        return date
    }

    private static func firstDay(of year: Int, month: Int) -> Int64 {
        CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
    }

    private static func isLeap(_ year: Int) -> Bool { CivilDate(year: year, month: 2, day: 29) != nil }
}
