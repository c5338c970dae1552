public import TimeZones

/// A time of day to the minute, `00:00` to `24:00`.
public struct ClockTime: Hashable, Comparable, Sendable {
    /// Since midnight, 0 to 1,440.
    public let minute: Int

    public init?(minute: Int) {
        guard (0...1440).contains(minute) else { return nil }
        self.minute = minute
    }

    /// The time of day that a wall clock shows.
    public init(_ local: LocalTime) {
        minute = local.minute
    }

    /// Reads `hh:mm`, or `hh:mm:ss` with seconds of zero; nil for anything else.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 2 || (parts.count == 3 && parts[2].elementsEqual("00".utf8)),
            parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0 &- 0x30 < 10 } }),
            let hour = Int(Substring(parts[0])), let minute = Int(Substring(parts[1])), minute < 60
        else { return nil }
        self.init(minute: hour * 60 + minute)
    }

    public static func < (left: ClockTime, right: ClockTime) -> Bool { left.minute < right.minute }
}

extension ClockTime: CustomStringConvertible {
    /// `hh:mm`.
    public var description: String {
        let hour = minute / 60
        let rest = minute % 60
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
}
