extension Instant {
    /// ISO 8601 in UTC with microseconds, as in `2023-05-17T08:28:51.469496Z`.
    public var iso8601: String {
        let day = civilDate
        let rest = microseconds - Instant.floorDivide(microseconds, Instant.perDay) * Instant.perDay
        let seconds = rest / 1_000_000
        let clock =
            "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        return "\(day)T\(clock).\(padded(rest % 1_000_000, 6))Z"
    }

    /// The day in UTC.
    public var civilDate: CivilDate {
        CivilDate(daysSince1970: Instant.floorDivide(microseconds, Instant.perDay))
    }

    /// Reads an ISO 8601 date, or date and time with an offset (none means UTC); nil where the text is neither.
    public init?(iso8601 text: String) {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(of: 4), reader.skip("-"), let month = reader.number(of: 2), reader.skip("-"),
            let day = reader.number(of: 2), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var total = date.daysSince1970 * Instant.perDay
        if !reader.atEnd {
            guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let time = reader.timeOfDay() else {
                return nil
            }
            total += time
        }
        guard reader.atEnd else { return nil }
        self.init(microseconds: total)
    }

    static let perDay: Int64 = 86_400_000_000

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}

extension DigitReader {
    /// Microseconds since midnight UTC of `hh:mm[:ss[.fraction]][Z|±hh:mm]`.
    fileprivate mutating func timeOfDay() -> Int64? {
        guard let hour = number(of: 2), skip(":"), let minute = number(of: 2), hour < 24, minute < 60 else {
            return nil
        }
        var total = (Int64(hour) * 3600 + Int64(minute) * 60) * 1_000_000
        if skip(":") {
            guard let second = number(of: 2), second < 60 else { return nil }
            total += Int64(second) * 1_000_000
            if skip(".") {
                guard let fraction = microsecondFraction() else { return nil }
                total += fraction
            }
        }
        if atEnd || skip("Z") || skip("z") { return total }
        let east = skip("+")
        guard east || skip("-"), let hours = number(of: 2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = atEnd ? 0 : number(of: 2), minutes < 60 else { return nil }
        let offset = (Int64(hours) * 3600 + Int64(minutes) * 60) * 1_000_000
        return east ? total - offset : total + offset
    }
}

func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
