/// A JSON value (RFC 8259) whose objects keep the order in which they were written.
public enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    /// A number with digits behind its point, exactly.
    case decimal(DecimalNumber)
    case string(String)
    case array([JSON])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: JSON

        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The value of an object's member; nil for anything else.
    public subscript(name: String) -> JSON? {
        if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }

    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        case .decimal(let value): value.integer
        default: nil
        }
    }

    public var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    public var array: [JSON]? {
        if case .array(let items) = self { items } else { nil }
    }

    public var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// An object with the members of both; ours first.
    public func merging(_ other: JSON) -> JSON {
        .object((members ?? []) + (other.members ?? []))
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0, $1) })
    }

    public init(arrayLiteral elements: JSON...) {
        self = .array(elements)
    }

    public init(stringLiteral value: String) {
        self = .string(value)
    }

    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    public init(booleanLiteral value: Bool) {
        self = .boolean(value)
    }
}

extension JSON {
    public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
    public init(_ number: Int64?) { self = number.map(JSON.integer) ?? .null }
    public init(_ value: Bool?) { self = value.map(JSON.boolean) ?? .null }
    public init(_ number: DecimalNumber?) { self = number.map(JSON.decimal) ?? .null }
    public init(_ instant: Instant?) { self = instant.map { .string($0.iso8601) } ?? .null }
    public init<Thing>(_ id: ID<Thing>?) { self = id.map { .integer($0.number) } ?? .null }
}
