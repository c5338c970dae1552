import Basics
import TimeZones

extension VisitorKey {
    /// When it opens doors, by the building's clocks, in one or two lines.
    public var times: [String] {
        guard let recurrence = window.recurrence else {
            return ["from \(moment(window.startsAt))", "until \(moment(window.endsAt))"]
        }
        let days = recurrence.weekdays.words.compactMap { VisitorKey.weekdays[$0] }.joined(separator: ", ")
        let first = VisitorKey.day(recurrence.firstDate)
        let last = VisitorKey.day(recurrence.lastDate)
        return ["\(days), \(recurrence.from) to \(recurrence.to)", "from \(first) until \(last)"]
    }

    private func moment(_ instant: Instant) -> String {
        let local = zone.local(at: instant)
        return "\(VisitorKey.day(local.date)), \(ClockTime(local))"
    }

    /// As in `Mon 23 Nov 2026`.
    private static func day(_ date: CivilDate) -> String {
        // 1970-01-01 was a Thursday.
        let weekday = Int((date.daysSince1970 % 7 + 7 + 3) % 7)
        return "\(dayNames[weekday]) \(date.day) \(monthNames[date.month - 1]) \(date.year)"
    }

    private static let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = [
        "mon": "Mondays", "tue": "Tuesdays", "wed": "Wednesdays", "thu": "Thursdays", "fri": "Fridays",
        "sat": "Saturdays", "sun": "Sundays",
    ]
}
