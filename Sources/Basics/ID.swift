/// The number of one thing of a kind; an id of another kind does not fit where it is asked for.
public struct ID<Thing>: Hashable, Comparable, Sendable {
    public let number: Int64

    public init(_ number: Int64) {
        self.number = number
    }

    /// Reads decimal digits, as they stand in a path; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int64(text) else { return nil }
        self.number = number
    }

    public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
}

extension ID: CustomStringConvertible {
    public var description: String { String(number) }
}
