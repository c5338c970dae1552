package import Basics
package import TimeZones

extension KeychainWindow {
    /// The stretches of time between two moments in which its keys open, in their order and apart from each other: what
    /// `isOpen` says at each moment, for who cannot ask.
    package func openings(from start: Instant, until end: Instant, in zone: ZoneRules) -> [Opening] {
        let whole = Opening(from: max(start, startsAt), until: min(end, endsAt))
        guard whole.from < whole.until else { return [] }
        guard let recurrence else { return [whole] }
        // A day before and after, for near a change of the clocks a day's hours may lie beside it.
        let days = zone.local(at: whole.from).day - 1...zone.local(at: whole.until).day + 1
        let hours = days.filter(recurrence.has).map { day in
            Opening(
                from: max(whole.from, recurrence.opening(on: day, in: zone)),
                until: min(whole.until, recurrence.closing(on: day, in: zone)))
        }
        return hours.filter { $0.from < $0.until }.sorted { $0.from < $1.from }.reduce(into: []) { merged, next in
            if let last = merged.last, next.from <= last.until {
                merged[merged.count - 1].until = max(last.until, next.until)
            } else {
                merged.append(next)
            }
        }
    }

    /// From a moment until before another.
    package struct Opening: Equatable, Sendable {
        package var from: Instant
        package var until: Instant
    }
}
