/// A set of days of the week.
public struct Weekdays: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue & 0x7F
    }

    public static let monday = Weekdays(rawValue: 1)
    public static let tuesday = Weekdays(rawValue: 1 << 1)
    public static let wednesday = Weekdays(rawValue: 1 << 2)
    public static let thursday = Weekdays(rawValue: 1 << 3)
    public static let friday = Weekdays(rawValue: 1 << 4)
    public static let saturday = Weekdays(rawValue: 1 << 5)
    public static let sunday = Weekdays(rawValue: 1 << 6)

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Nil where a word is none of `mon` to `sun`; case does not matter.
    public init?(words: some Sequence<String>) {
        var days: Weekdays = []
        for word in words {
            guard let place = Weekdays.names.firstIndex(of: word.lowercased()) else { return nil }
            days.insert(Weekdays(rawValue: 1 << UInt8(place)))
        }
        self = days
    }

    /// `mon` to `sun`, in that order.
    public var words: [String] {
        Weekdays.names.indices.filter { rawValue & 1 << UInt8($0) != 0 }.map { Weekdays.names[$0] }
    }

    /// Whether the day is one of them. - Parameter day: counted from 1970-01-01, which was a Thursday.
    func contains(day: Int64) -> Bool {
        let place = (day % 7 + 10) % 7
        return rawValue & 1 << UInt8(place) != 0
    }
}
