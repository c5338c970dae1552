/// What a cell holds, on its own and free of the sheet.
public enum CellValue: Sendable, Equatable {
    case blank
    case number(Double)
    case text(String)
    case boolean(Bool)
    /// An error value, as in `#N/A`.
    case error(String)
    case date(CivilDateTime)
    case time(ClockTime)
    /// A time that has passed, which may be more than a day.
    case duration(seconds: Double)
}

/// A day of the Gregorian calendar and a time of that day, to the millisecond and without a time zone.
public struct CivilDateTime: Sendable, Hashable {
    public let year: Int
    public let month: Int
    public let day: Int
    public let time: ClockTime

    public init(year: Int, month: Int, day: Int, time: ClockTime = ClockTime(milliseconds: 0)) {
        self.year = year
        self.month = month
        self.day = day
        self.time = time
    }
}

/// A time of the day, to the millisecond.
public struct ClockTime: Sendable, Hashable {
    /// Since midnight; less than 86,400,000.
    public let milliseconds: Int

    public init(milliseconds: Int) { self.milliseconds = milliseconds }

    public var hour: Int { milliseconds / 3_600_000 }
    public var minute: Int { milliseconds / 60_000 % 60 }
    public var second: Int { milliseconds / 1000 % 60 }
    public var millisecond: Int { milliseconds % 1000 }
}

extension CivilDateTime: CustomStringConvertible {
    /// ISO 8601, as in `2021-01-01T00:00:00`; milliseconds only where there are some.
    public var description: String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(time)"
    }
}

extension ClockTime: CustomStringConvertible {
    /// `12:30:00`, with milliseconds only where there are some.
    public var description: String {
        let whole = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        return millisecond == 0 ? whole : "\(whole).\(padded(millisecond, 3))"
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}
