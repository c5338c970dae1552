/// An exact number in base 10, as amounts of money are: never rounded, never a binary fraction.
///
/// At most 18 digits, at most 9 of them behind the point. `12.9` and `12.90` are the same number.
public struct DecimalNumber: Hashable, Sendable {
    /// The number without its point, and without zeros at its end behind the point.
    private let digits: Int64
    /// Digits behind the point, 0 to 9.
    private let places: Int

    public static let zero = DecimalNumber(digits: 0, places: 0)

    private init(digits: Int64, places: Int) {
        self.digits = digits
        self.places = places
    }

    /// Reads `12`, `-3.50`, `0.125`; nil for anything else, and for more digits than are taken.
    public init?(_ text: some StringProtocol) {
        var digits: Int64 = 0
        var places = 0
        var zeros = 0
        var hasDigits = false
        var hasPoint = false
        var bytes = text.utf8[...]
        let isNegative = bytes.first == 0x2D
        if isNegative { bytes.removeFirst() }
        for byte in bytes {
            if byte == 0x2E, hasDigits, !hasPoint {
                hasPoint = true
                hasDigits = false
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            hasDigits = true
            // Zeros behind the point count only once another digit follows.
            if hasPoint, byte == 0x30 {
                zeros += 1
                continue
            }
            for _ in 0..<(zeros + 1) {
                guard digits <= Self.most / 10 else { return nil }
                digits *= 10
            }
            digits += Int64(byte - 0x30)
            if hasPoint { places += zeros + 1 }
            zeros = 0
            guard places <= 9 else { return nil }
        }
        guard hasDigits, digits <= Self.most else { return nil }
        self.init(digits: isNegative ? -digits : digits, places: places)
    }

    private static let most: Int64 = 999_999_999_999_999_999

    public var isNegative: Bool { digits < 0 }

    /// The number as an integer; nil where it has digits behind its point.
    public var integer: Int64? { places == 0 ? digits : nil }

    /// With a point and at least two digits behind it: `12.90`.
    public var text: String {
        let power = Self.power(places)
        let shown = max(places, 2)
        let fraction = (digits % power).magnitude * UInt64(Self.power(shown - places))
        return "\(isNegative ? "-" : "")\((digits / power).magnitude).\(padded(fraction, shown))"
    }

    private static func power(_ exponent: Int) -> Int64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension DecimalNumber: Comparable {
    public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        left.parts < right.parts
    }

    /// What stands before the point, and what stands behind it in billionths; both with the number's sign.
    private var parts: (Int64, Int64) {
        let power = Self.power(places)
        return (digits / power, digits % power * Self.power(9 - places))
    }
}

extension DecimalNumber: CustomStringConvertible {
    public var description: String { text }
}
