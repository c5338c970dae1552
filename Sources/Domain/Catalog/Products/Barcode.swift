public import Storage

/// The number of an article, EAN-13 (GS1 General Specifications, 7.9).
///
/// Twelve digits are a UPC-12, which is the EAN-13 with a leading 0. Matching is by the number, so both are the same.
public struct Barcode: Hashable, Sendable {
    let number: Int64

    init(stored number: Int64) {
        self.number = number
    }

    /// Reads 12 or 13 digits, the last of which checks the others.
    public init(_ text: some StringProtocol) throws(BarcodeError) {
        let digits = text.utf8.map { $0 &- 0x30 }
        guard digits.allSatisfy({ $0 < 10 }), !digits.isEmpty else { throw .notDigits }
        guard digits.count == 12 || digits.count == 13 else { throw .length(digits.count) }
        // From the right, the digits count three times and once in turn.
        let sum = digits.dropLast().reversed().enumerated().reduce(0) { sum, digit in
            sum + Int(digit.element) * (digit.offset % 2 == 0 ? 3 : 1)
        }
        let expected = (10 - sum % 10) % 10
        let found = Int(digits[digits.count - 1])
        guard found == expected else { throw .checkDigit(found: found, expected: expected) }
        number = digits.reduce(0) { $0 * 10 + Int64($1) }
    }

    /// 13 digits.
    public var text: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 13 - digits.count)) + digits
    }
}

/// Why a text is no barcode.
public enum BarcodeError: Error, Sendable, Equatable {
    case notDigits
    /// How many digits there are, instead of 12 or 13.
    case length(Int)
    case checkDigit(found: Int, expected: Int)
}

/// Kept as BIGINT.
extension Barcode: SQLBindable {
    public var sqlValue: SQLValue { .integer(number) }
}

extension Row {
    func barcode(_ column: String) throws -> Barcode { Barcode(stored: try integer(column)) }
}
