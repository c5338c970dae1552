public import Basics
public import TimeZones

/// A time as somebody gave it: with an offset from UTC, or by the building's clocks.
public enum GivenTime: Hashable, Sendable {
    case moment(Instant)
    case local(LocalTime)

    /// Reads an ISO 8601 date and time; nil for anything else.
    public init?(iso8601 text: String) {
        guard let instant = Instant(iso8601: text), text.utf8.count > 10 else { return nil }
        let clock = text.utf8.dropFirst(10)
        // What has no offset was read as if it were in UTC.
        let hasOffset = clock.contains { $0 == 0x5A || $0 == 0x7A || $0 == 0x2B || $0 == 0x2D }
        self = hasOffset ? .moment(instant) : .local(LocalTime(seconds: instant.microseconds / 1_000_000))
    }

    /// The moment; of two at which the clocks show the same, the one that is asked for.
    public func instant(in zone: ZoneRules, _ occurrence: ZoneRules.Occurrence) -> Instant {
        switch self {
        case .moment(let instant): instant
        case .local(let local): zone.instant(of: local, occurrence)
        }
    }
}
