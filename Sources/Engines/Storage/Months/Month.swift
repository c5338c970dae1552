import Basics

/// A month of the calendar in UTC.
struct Month: Hashable, Comparable, Sendable {
    /// From year 0.
    private let number: Int

    private init(number: Int) {
        self.number = number
    }

    init(of instant: Instant) {
        let microsecondsOfDay: Int64 = 86_400_000_000
        let day = instant.microseconds / microsecondsOfDay - (instant.microseconds % microsecondsOfDay < 0 ? 1 : 0)
        let date = CivilDate(daysSince1970: day)
        self.init(number: date.year * 12 + date.month - 1)
    }

    /// Reads the end of a partition's name: `2026_11`.
    init?(suffix: some StringProtocol) {
        let parts = suffix.split(separator: "_").map { Int($0) }
        guard parts.count == 2, let year = parts[0], let month = parts[1], (1...12).contains(month) else { return nil }
        self.init(number: year * 12 + month - 1)
    }

    var suffix: String { "\(padded(year, 4))_\(padded(month, 2))" }

    var next: Month { Month(number: number + 1) }

    /// The first moment.
    var start: Instant {
        let days = CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
        return Instant(seconds: days * 86_400)
    }

    /// The first moment that is not in it any more.
    var end: Instant { next.start }

    static func < (left: Month, right: Month) -> Bool { left.number < right.number }

    private var year: Int { number / 12 }
    private var month: Int { number % 12 + 1 }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
