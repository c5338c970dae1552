public import Basics

/// A moment as HTTP writes it, to the second: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
public struct HTTPDate: Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970.
    public let seconds: Int64

    /// The rest of a second is cut off.
    public init(_ instant: Instant) {
        let rest = instant.microseconds % 1_000_000
        seconds = instant.microseconds / 1_000_000 - (rest < 0 ? 1 : 0)
    }

    /// Reads the form that is written today; the two obsolete ones, and what is no date, are nil and so ignored.
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].count == 4, words[0].hasSuffix(","), words[5] == "GMT",
            let day = HTTPDate.number(words[1], digits: 2), let year = HTTPDate.number(words[3], digits: 4),
            let month = monthNames.firstIndex(of: String(words[2])),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        let time = words[4].split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 3, let hour = HTTPDate.number(time[0], digits: 2), hour < 24,
            let minute = HTTPDate.number(time[1], digits: 2), minute < 60,
            let second = HTTPDate.number(time[2], digits: 2), second <= 60
        else { return nil }
        seconds = date.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    public var description: String {
        let second = Int((seconds % 86_400 + 86_400) % 86_400)
        let days = (seconds - Int64(second)) / 86_400
        let date = CivilDate(daysSince1970: days)
        // 1970-01-01 was a Thursday.
        let weekday = dayNames[Int(((days + 4) % 7 + 7) % 7)]
        let time = [second / 3600, second / 60 % 60, second % 60].map(HTTPDate.twoDigits).joined(separator: ":")
        return "\(weekday), \(HTTPDate.twoDigits(date.day)) \(monthNames[date.month - 1]) \(date.year) \(time) GMT"
    }

    public static func < (left: HTTPDate, right: HTTPDate) -> Bool { left.seconds < right.seconds }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}

private let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
