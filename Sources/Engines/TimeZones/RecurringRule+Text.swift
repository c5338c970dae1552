extension RecurringRule {
    /// Reads `EST5EDT,M3.2.0,M11.1.0`; nil where the text is not of that form.
    init?(_ text: some Sequence<UInt8>) {
        var reader = RuleReader(text)
        guard reader.skipName(), let west = reader.duration() else { return nil }
        standard = -west
        guard !reader.atEnd else {
            summer = nil
            return
        }
        guard reader.skipName() else { return nil }
        var offset = -west + 3600
        if !reader.isAt(",") {
            guard let west = reader.duration() else { return nil }
            offset = -west
        }
        guard reader.skip(","), let begin = reader.moment(), reader.skip(","), let end = reader.moment(), reader.atEnd
        else { return nil }
        summer = Summer(offset: offset, begin: begin, end: end)
    }
}

/// Walks over the `TZ` text of a zone (POSIX.1, 8.3, with the hours of RFC 9636, 3.3.1).
private struct RuleReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    var atEnd: Bool { position == bytes.count }

    func isAt(_ character: Unicode.Scalar) -> Bool {
        position < bytes.count && UInt32(bytes[position]) == character.value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        position += 1
        return true
    }

    /// Letters, or anything in angle brackets; three or more.
    mutating func skipName() -> Bool {
        let start = position
        if skip("<") {
            while position < bytes.count, !isAt(">") { position += 1 }
            return skip(">") && position - start >= 5
        }
        while position < bytes.count, (bytes[position] | 0x20) &- 0x61 < 26 { position += 1 }
        return position - start >= 3
    }

    /// `[+-]hh[:mm[:ss]]` in seconds, at most a week.
    mutating func duration() -> Int64? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hours = number(most: 167) else { return nil }
        var total = Int64(hours) * 3600
        if skip(":") {
            guard let minutes = number(most: 59) else { return nil }
            total += Int64(minutes) * 60
            if skip(":") {
                guard let seconds = number(most: 59) else { return nil }
                total += Int64(seconds)
            }
        }
        return isNegative ? -total : total
    }

    /// `Mm.w.d`, `Jn` or `n`, then `/time`, which is two o'clock where it is left out.
    mutating func moment() -> YearlyMoment? {
        guard let day = day() else { return nil }
        guard skip("/") else { return YearlyMoment(day: day, seconds: 7200) }
        return duration().map { YearlyMoment(day: day, seconds: $0) }
    }

    private mutating func day() -> YearlyMoment.Day? {
        if skip("J") {
            return number(most: 365).flatMap { $0 >= 1 ? .withoutLeapDay($0) : nil }
        }
        guard skip("M") else { return number(most: 365).map { .counted($0) } }
        guard let month = number(most: 12), month >= 1, skip("."), let week = number(most: 5), week >= 1, skip("."),
            let weekday = number(most: 6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }

    /// One to three digits.
    private mutating func number(most: Int) -> Int? {
        let start = position
        var value = 0
        while position < bytes.count, bytes[position] &- 0x30 < 10, position - start < 3 {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return position > start && value <= most ? value : nil
    }
}
