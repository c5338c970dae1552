/// One statement: text with `$1`, `$2` … placeholders, and the values that belong there.
///
/// Written as a string literal, every interpolated value becomes a bound parameter, so a value is never read as SQL:
/// `"SELECT title FROM panel WHERE id = \(id)"`. Both databases understand the same text; where they differ,
/// `Dialect` has the word.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    public private(set) var text: String
    public private(set) var values: [SQLValue]

    public init(stringLiteral value: String) {
        text = value
        values = []
    }

    public init(stringInterpolation interpolation: Interpolation) {
        text = interpolation.text
        values = interpolation.values
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var values: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        public mutating func appendInterpolation(_ value: some SQLBindable) {
            values.append(value.sqlValue)
            text += "$\(values.count)"
        }

        public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            values.append(value?.sqlValue ?? .null)
            text += "$\(values.count)"
        }

        /// Text that is part of the statement: a column chosen from a closed list, a word of the dialect. Never input.
        public mutating func appendInterpolation(raw: StaticString) {
            text += "\(raw)"
        }

        /// A word of the dialect, as `\(tx.dialect.forUpdateSkipLocked)`.
        public mutating func appendInterpolation(_ fragment: SQLFragment) {
            text += fragment.text
        }

        /// Another statement, its values renumbered to follow ours.
        public mutating func appendInterpolation(_ part: SQL) {
            text += part.renumbered(from: values.count)
            values += part.values
        }
    }

    public static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }

    /// The parts with a separator between them.
    public static func joined(_ parts: [SQL], separator: StaticString) -> SQL {
        var whole: SQL = ""
        for (index, part) in parts.enumerated() {
            whole = index == 0 ? part : "\(whole)\(raw: separator)\(part)"
        }
        return whole
    }

    private func renumbered(from start: Int) -> String {
        guard start > 0, !values.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[...dollar]
            rest = rest[rest.index(after: dollar)...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if let number = Int(digits) {
                result += String(number + start)
                rest = rest.dropFirst(digits.count)
            }
        }
        return result + rest
    }
}

/// A fixed piece of SQL that a `Dialect` supplies, or a name out of a schema.
public struct SQLFragment: Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The name of a table or a column that was read from a schema, quoted.
    package init(name: String) {
        text = "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
