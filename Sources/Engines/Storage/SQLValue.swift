public import Basics

/// A value as both databases keep it.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    case boolean(Bool)
}

/// A Swift type that can stand as a bound parameter.
public protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
    public var sqlValue: SQLValue { self }
}

extension Int: SQLBindable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    public var sqlValue: SQLValue { .integer(self) }
}

extension Double: SQLBindable {
    public var sqlValue: SQLValue { .real(self) }
}

extension Bool: SQLBindable {
    public var sqlValue: SQLValue { .boolean(self) }
}

extension String: SQLBindable {
    public var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLBindable {
    public var sqlValue: SQLValue { .blob(self) }
}

/// Kept as BIGINT: microseconds since 1970 in UTC.
extension Instant: SQLBindable {
    public var sqlValue: SQLValue { .integer(microseconds) }
}

extension ID: SQLBindable {
    public var sqlValue: SQLValue { .integer(number) }
}

/// Kept as TEXT: 64 lower-case hex digits.
extension Digest: SQLBindable {
    public var sqlValue: SQLValue { .text(hex) }
}

/// Kept as TEXT, for SQLite has no decimal numbers.
extension DecimalNumber: SQLBindable {
    public var sqlValue: SQLValue { .text(text) }
}

extension SQLValue {
    /// The text, or NULL.
    public static func optional(_ text: String?) -> SQLValue {
        text.map(SQLValue.text) ?? .null
    }
}
