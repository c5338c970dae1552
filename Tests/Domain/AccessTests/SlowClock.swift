import Foundation

/// What the clocks of a zone show, by Foundation's time zones, found by looking at one offset after the other.
final class SlowClock {
    private let zone: TimeZone
    private var found: [Int64: [Int64]] = [:]

    init(_ name: String) throws {
        guard let zone = TimeZone(identifier: name) else { throw UnknownZone() }
        self.zone = zone
    }

    struct UnknownZone: Error {}

    func offset(_ seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }

    /// The day that the clocks show, since 1970.
    func day(_ seconds: Int64) -> Int64 {
        let local = seconds + offset(seconds)
        return (local - ((local % 86_400) + 86_400) % 86_400) / 86_400
    }

    /// All moments at which the clocks show this; where they skip it, the one after the gap that is as far in.
    func moments(_ local: Int64) -> [Int64] {
        if let known = found[local] { return known }
        var offsets: Set<Int64> = []
        for hour in Int64(-30)...30 { offsets.insert(offset(local + hour * 3600)) }
        var moments = offsets.map { local - $0 }.filter { $0 + offset($0) == local }.sorted()
        if moments.isEmpty {
            var minute = local - 30 * 3600
            while !(minute + offset(minute) < local && minute + 60 + offset(minute + 60) > local) { minute += 60 }
            let gap = offset(minute + 60) - offset(minute)
            moments = self.moments(local + gap)
        }
        found[local] = moments
        return moments
    }

    /// The moments from 2010 to 2030 at which the clocks change.
    func changes() -> [Int64] {
        var changes: [Int64] = []
        for day in stride(from: Int64(1_262_304_000), to: 1_893_456_000, by: 86_400)
        where offset(day) != offset(day + 86_400) {
            var second = day
            while offset(second) == offset(second + 60) { second += 60 }
            changes.append(second + 60)
        }
        return changes
    }
}
