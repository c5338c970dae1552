/// Days and parts of days as spreadsheets count them (ECMA-376 Part 1, clause 18.17.4).
///
/// In the 1900 system day 1 is 1 January 1900, and day 60 is a 29 February 1900 that never was: days before it are one
/// later than plain counting says, and day 60 itself reads as 28 February.
enum SerialDate {
    static let millisecondsPerDay = 86_400_000
    /// The first day after 31 December 9999.
    private static let endOfTime = 2_958_466.0
    /// Days from 30 December 1899 to 1 January 1904.
    private static let from1900To1904 = 1462

    /// Whether the number can be a date at all.
    @inline(__always)
    static func isDate(_ serial: Double, is1904: Bool) -> Bool {
        serial >= 0 && serial < (is1904 ? endOfTime - Double(from1900To1904) : endOfTime)
    }

    static func civil(_ serial: Double, is1904: Bool) -> CivilDateTime? {
        guard isDate(serial, is1904: is1904) else { return nil }
        // The last half millisecond before the year 10000 is not rounded up into it.
        let end = Int(endOfTime) - (is1904 ? from1900To1904 : 0)
        let total = min(Int((serial * Double(millisecondsPerDay)).rounded()), end * millisecondsPerDay - 1)
        var day = total / millisecondsPerDay
        if is1904 {
            day += from1900To1904
        } else if day < 60 {
            day += 1
        }
        // 25,569 days lie between 30 December 1899 and 1 January 1970.
        let (year, month, dayOfMonth) = gregorian(day - 25_569)
        return CivilDateTime(
            year: year, month: month, day: dayOfMonth, time: ClockTime(milliseconds: total % millisecondsPerDay))
    }

    static func clock(_ serial: Double) -> ClockTime? {
        guard serial >= 0, serial < 1 else { return nil }
        let total = Int((serial * Double(millisecondsPerDay)).rounded())
        return ClockTime(milliseconds: min(total, millisecondsPerDay - 1))
    }

    static func seconds(_ serial: Double) -> Double {
        let milliseconds = (serial * Double(millisecondsPerDay)).rounded()
        return milliseconds / 1000
    }

    /// A date, a time or both in ISO 8601 (cells of type `d`) as a serial number; nil for anything else, and for dates
    /// that the system cannot count.
    static func serial(iso text: UnsafeBufferPointer<UInt8>, is1904: Bool) -> (serial: Double, isTime: Bool)? {
        var reader = ISOReader(bytes: text)
        if let clock = reader.clock() { return reader.isAtEnd ? (clock, true) : nil }
        reader.position = 0
        guard let days = reader.date() else { return nil }
        var day = days + 25_569
        if is1904 {
            day -= from1900To1904
        } else if day < 61 {
            day -= 1
        }
        guard day >= (is1904 ? 0 : 1) else { return nil }
        guard !reader.isAtEnd else { return (Double(day), false) }
        guard reader.skip(0x54) || reader.skip(0x20), let clock = reader.clock() else { return nil }
        _ = reader.skip(0x5A)
        return reader.isAtEnd ? (Double(day) + clock, false) : nil
    }

    /// Year, month and day of a day counted from 1 January 1970; years run from March here, so that the leap day is
    /// last.
    static func gregorian(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear < 0 ? -1 : marchYear / 400
        let yearOfEra = marchYear - era * 400
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return gregorian(days) == (year, month, day) ? days : nil
    }
}

private struct ISOReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard byte &- 0x30 <= 9 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return value
    }

    /// `YYYY-MM-DD` as days since 1970.
    mutating func date() -> Int? {
        guard let year = number(4), skip(0x2D), let month = number(2), skip(0x2D), let day = number(2) else {
            return nil
        }
        return SerialDate.days(year: year, month: month, day: day)
    }

    /// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.sss` as a part of a day.
    mutating func clock() -> Double? {
        guard let hour = number(2), hour < 24, skip(0x3A), let minute = number(2), minute < 60 else { return nil }
        var seconds = 0.0
        if skip(0x3A) {
            guard let second = number(2), second < 60 else { return nil }
            seconds = Double(second)
            if skip(0x2E) || skip(0x2C) {
                var unit = 0.1
                // Past the millisecond nothing counts, so that no time of a day rounds up to the next.
                while let digit = number(1) {
                    if unit > 0.0005 { seconds += Double(digit) * unit }
                    unit /= 10
                }
            }
        }
        return (Double(hour * 3600 + minute * 60) + seconds) / 86_400
    }
}
