public import Basics

/// A date and a time of day as a wall clock shows them, without saying where.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00 on the same clock.
    public let seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// - Parameter minute: since midnight; 1,440 is midnight at the day's end.
    public init(_ date: CivilDate, minute: Int = 0) {
        self.init(day: date.daysSince1970, minute: minute)
    }

    /// - Parameter day: counted from 1970-01-01.
    public init(day: Int64, minute: Int) {
        seconds = day * LocalTime.perDay + Int64(minute) * 60
    }

    public var date: CivilDate { CivilDate(daysSince1970: day) }

    /// Days since 1970-01-01.
    public var day: Int64 {
        let (quotient, rest) = seconds.quotientAndRemainder(dividingBy: LocalTime.perDay)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// Whole minutes since midnight, 0 to 1,439.
    public var minute: Int { Int((seconds - day * LocalTime.perDay) / 60) }

    static let perDay: Int64 = 86_400

    public static func < (left: LocalTime, right: LocalTime) -> Bool { left.seconds < right.seconds }
}
