public import Basics

/// How far the clocks of one time zone are from UTC, at any moment.
///
/// What is known of the past and the near future is a list of changes; what follows them is a rule that recurs every year,
/// which is written out for 400 years. The Gregorian calendar repeats after those, weekdays included, and so does the list.
public struct ZoneRules: Sendable {
    /// As the IANA database has it, as in `America/New_York`.
    public let name: String
    /// Seconds since 1970, ascending.
    private let changes: [Int64]
    /// Seconds east of UTC: before the first change, and after each.
    private let offsets: [Int64]
    /// Nil: the last offset holds for ever.
    private let repeatsFrom: Int64?

    public static let utc = ZoneRules(name: "UTC", first: 0, changes: [], recurring: nil)

    /// - Parameters:
    ///   - first: the offset before the first change.
    ///   - changes: when, and the offset from then on.
    ///   - recurring: what holds after the last change.
    init(name: String, first: Int64, changes known: [(at: Int64, offset: Int64)], recurring: RecurringRule?) {
        self.name = name
        var all = known
        if let recurring {
            let last = known.last?.at ?? Int64.min
            let year = known.last.map { LocalTime(seconds: $0.at).date.year } ?? 1970
            all += recurring.changes(in: year...year + ZoneRules.years).filter { $0.at > last }
        }
        repeatsFrom = recurring?.summer == nil ? nil : all.last.map { $0.at - ZoneRules.era }
        var changes: [Int64] = []
        var offsets = [first]
        for change in all where change.offset != offsets[offsets.count - 1] {
            changes.append(change.at)
            offsets.append(change.offset)
        }
        self.changes = changes
        self.offsets = offsets
    }

    /// Seconds east of UTC.
    public func offset(at instant: Instant) -> Int64 {
        offsets[place(of: ZoneRules.seconds(instant))]
    }

    /// What the clocks show.
    public func local(at instant: Instant) -> LocalTime {
        let seconds = ZoneRules.seconds(instant)
        return LocalTime(seconds: seconds + offsets[place(of: seconds)])
    }

    /// The moment at which the clocks show this, to the second.
    ///
    /// A time that they skip moves forward by what they skip; of one that they show twice, `occurrence` chooses.
    public func instant(of local: LocalTime, _ occurrence: Occurrence = .first) -> Instant {
        // A moment is at most 26 hours from where it would be in UTC (RFC 9636, 3.2).
        let earliest = local.seconds - ZoneRules.widest
        let shift = repetition(of: earliest)
        let wanted = local.seconds - shift
        var found: Int64?
        var skipped: Int64?
        var place = search(earliest - shift)
        while true {
            let begin = place == 0 ? Int64.min : changes[place - 1]
            guard begin <= wanted + ZoneRules.widest else { break }
            let end = place == changes.count ? Int64.max : changes[place]
            let candidate = wanted - offsets[place]
            if candidate >= begin, candidate < end {
                found = candidate
                if occurrence == .first { break }
            }
            // Past this segment's end by its own clock, before the next one's begin by that one's.
            if skipped == nil, candidate >= end, place < changes.count, wanted - offsets[place + 1] < end {
                skipped = candidate
            }
            guard place < changes.count else { break }
            place += 1
        }
        return Instant(seconds: (found ?? skipped ?? wanted - offsets[offsets.count - 1]) + shift)
    }

    /// The offset that holds from so many seconds before the moment to so many after; nil where it changes meanwhile.
    public func steadyOffset(around instant: Instant, seconds margin: Int64) -> Int64? {
        let seconds = ZoneRules.seconds(instant)
        let first = place(of: seconds - margin)
        return first == place(of: seconds + margin) ? offsets[first] : nil
    }

    /// Which of two moments at which the clocks show the same.
    public enum Occurrence: Sendable {
        case first, last
    }

    private func place(of seconds: Int64) -> Int {
        search(seconds - repetition(of: seconds))
    }

    /// How many changes there were up to then.
    private func search(_ seconds: Int64) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whole repetitions of the calendar, in seconds, to be taken off so that the list covers the moment.
    private func repetition(of seconds: Int64) -> Int64 {
        // A few days less than the list has, so that what is asked around a moment has the same repetition taken off.
        guard let repeatsFrom, seconds >= repeatsFrom + ZoneRules.era - 8 * LocalTime.perDay else { return 0 }
        return ((seconds - repeatsFrom + 8 * LocalTime.perDay) / ZoneRules.era) * ZoneRules.era
    }

    private static func seconds(_ instant: Instant) -> Int64 {
        let (quotient, rest) = instant.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? quotient - 1 : quotient
    }

    private static let years = 401
    private static let era: Int64 = 146_097 * LocalTime.perDay
    private static let widest: Int64 = 26 * 3600
}
