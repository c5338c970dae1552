extension Instant {
    /// ISO 8601 in UTC with microseconds, as in `2023-05-17T08:28:51.469496Z`.
    public var iso8601: String { iso8601(withFraction: true) }

    /// ISO 8601 in UTC in whole seconds, as in `2023-05-17T08:28:51Z`; what is more than that is left away.
    public var iso8601Seconds: String { iso8601(withFraction: false) }

    private func iso8601(withFraction: Bool) -> String {
        let day = civilDate
        let rest = microseconds - Instant.floorDivide(microseconds, Instant.perDay) * Instant.perDay
        let seconds = rest / 1_000_000
        guard (0...9999).contains(day.year) else {
            let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            return "\(day)T\(clock)\(withFraction ? ".\(padded(rest % 1_000_000, 6))" : "")Z"
        }
        return String(unsafeUninitializedCapacity: "0000-00-00T00:00:00.000000Z".utf8.count) { memory in
            var writer = DigitWriter(memory)
            writer.write(Int64(day.year), digits: 4, then: "-")
            writer.write(Int64(day.month), digits: 2, then: "-")
            writer.write(Int64(day.day), digits: 2, then: "T")
            writer.write(seconds / 3600, digits: 2, then: ":")
            writer.write(seconds / 60 % 60, digits: 2, then: ":")
            writer.write(seconds % 60, digits: 2, then: withFraction ? "." : "Z")
            if withFraction { writer.write(rest % 1_000_000, digits: 6, then: "Z") }
            return writer.count
        }
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

func padded(_ number: some BinaryInteger, _ width: Int, radix: Int = 10) -> String {
    let digits = String(number, radix: radix)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
