public import Basics
public import TimeZones

/// When the keys of a keychain open doors: from a moment until before another, or at some hours between them.
///
/// A time that the building's clocks skip moves forward by what they skip. One that they show twice is the first where a
/// window begins and the last where it ends, so that nobody stands before a door that should be open.
public struct KeychainWindow: Hashable, Sendable {
    public let startsAt: Instant
    /// The first moment at which it is over.
    public let endsAt: Instant
    /// Nil: open all the time between.
    public let recurrence: Recurrence?

    /// Throws where the end is not after the start.
    public init(from startsAt: Instant, until endsAt: Instant) throws(WindowProblems) {
        guard startsAt < endsAt else { throw WindowProblems([.startNotBeforeEnd, .endNotAfterStart]) }
        self.startsAt = startsAt
        self.endsAt = endsAt
        recurrence = nil
    }

    /// The hours of a recurrence; where the clocks skip all of them it is never open.
    public init(_ recurrence: Recurrence, in zone: ZoneRules) {
        startsAt = recurrence.startsAt(in: zone)
        endsAt = recurrence.endsAt(in: zone)
        self.recurrence = recurrence
    }

    /// As it stands in the database.
    init(stored startsAt: Instant, _ endsAt: Instant, recurrence: Recurrence?) {
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.recurrence = recurrence
    }

    /// Whether a key opens at this moment.
    public func isOpen(at instant: Instant, in zone: ZoneRules) -> Bool {
        phase(at: instant) == .running && (recurrence?.contains(instant, in: zone) ?? true)
    }

    /// Whether it has begun, and is over.
    public func phase(at instant: Instant) -> Phase {
        if instant >= endsAt { return .over }
        return instant < startsAt ? .ahead : .running
    }

    public enum Phase: Sendable {
        case ahead, running, over
    }

    /// The first and the last day and hour by the building's clocks, as the API shows them for every kind.
    public func local(in zone: ZoneRules) -> (first: CivilDate, last: CivilDate, from: ClockTime, to: ClockTime) {
        if let recurrence { return (recurrence.firstDate, recurrence.lastDate, recurrence.from, recurrence.to) }
        let start = zone.local(at: startsAt)
        let end = zone.local(at: endsAt)
        return (start.date, end.date, ClockTime(start), ClockTime(end))
    }
}
