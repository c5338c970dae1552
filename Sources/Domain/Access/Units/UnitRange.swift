import Basics

/// The numbers of the units that a panel serves, both ends included.
public struct UnitRange: Hashable, Sendable {
    public let from: Int64
    public let to: Int64

    /// Nil where the ends stand the wrong way round or outside 0 to 999,999,999.
    public init?(_ from: Int64, _ to: Int64) {
        guard from >= 0, from <= to, to <= 999_999_999 else { return nil }
        self.from = from
        self.to = to
    }

    /// Reads `1-400`.
    public init?(_ text: String) {
        let ends = text.split(separator: "-").map { Int64($0.trimmed) }
        guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
        self.init(from, to)
    }

    /// How a panel with this range, or with none, writes the label of a unit; or why it cannot have it.
    public static func label(of raw: String, in range: UnitRange?) -> Result<String, UnitLabelProblem> {
        range.map { $0.label(raw) } ?? UnitLabel.free(raw)
    }

    /// The number without leading zeros, as a unit's label: `007` is `7`, and so is `7.0`.
    func label(_ raw: String) -> Result<String, UnitLabelProblem> {
        if let number = UnitRange.plainNumber(raw) {
            return number >= from && number <= to ? .success(raw) : .failure(.outside(self))
        }
        var digits = Substring(raw)
        if let point = digits.firstIndex(of: "."), digits[digits.index(after: point)...].allSatisfy({ $0 == "0" }) {
            digits = digits[..<point]
        }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int64(digits) else {
            return .failure(.notWholeNumber)
        }
        return number >= from && number <= to ? .success(String(number)) : .failure(.outside(self))
    }

    /// A number of up to 18 digits that no zero leads, as nearly all are.
    private static func plainNumber(_ raw: String) -> Int64? {
        var raw = raw
        return raw.withUTF8 { digits in
            guard (1...18).contains(digits.count), digits[0] != 0x30 else { return nil }
            var number: Int64 = 0
            for digit in digits {
                guard digit &- 0x30 < 10 else { return nil }
                number = number * 10 + Int64(digit &- 0x30)
            }
            return number
        }
    }
}

extension UnitRange: CustomStringConvertible {
    public var description: String { "\(from)-\(to)" }
}
