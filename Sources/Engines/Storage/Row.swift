public import Basics

/// One row of a result, read by column name or by position.
public struct Row: Sendable {
    private let columns: ColumnNames
    public let values: [SQLValue]

    public init(columns: ColumnNames, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// In the order of `values`.
    public var columnNames: [String] { columns.names }

    public subscript(column: String) -> SQLValue {
        get throws {
            guard let index = columns.index(of: column) else {
                throw StorageError.decoding("no column \(column) in the result; it has \(columns.names)")
            }
            return values[index]
        }
    }

    public func integer(_ column: String) throws -> Int64 { try required(column, try self[column].asInteger) }
    public func int(_ column: String) throws -> Int { Int(try integer(column)) }
    public func real(_ column: String) throws -> Double { try required(column, try self[column].asReal) }
    public func text(_ column: String) throws -> String { try required(column, try self[column].asText) }
    public func blob(_ column: String) throws -> [UInt8] { try required(column, try self[column].asBlob) }
    public func boolean(_ column: String) throws -> Bool { try required(column, try self[column].asBoolean) }
    public func instant(_ column: String) throws -> Instant { Instant(microseconds: try integer(column)) }
    public func id<Thing>(_ column: String, of _: Thing.Type = Thing.self) throws -> ID<Thing> {
        ID(try integer(column))
    }
    public func decimal(_ column: String) throws -> DecimalNumber {
        try required(column, DecimalNumber(try text(column)))
    }
    public func digest(_ column: String) throws -> Digest { try required(column, Digest(hex: try text(column))) }

    /// The value, or nil where the column is NULL.
    public func optional<Value>(_ column: String, _ read: (String) throws -> Value) throws -> Value? {
        try self[column] == .null ? nil : try read(column)
    }

    private func required<Value>(_ column: String, _ value: Value?) throws -> Value {
        guard let value else {
            throw StorageError.decoding("column \(column) does not hold a \(Value.self)")
        }
        return value
    }
}

/// The names of a result's columns, shared by its rows.
public final class ColumnNames: Sendable {
    public let names: [String]
    private let indexes: [String: Int]

    public init(_ names: [String]) {
        self.names = names
        indexes = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func index(of name: String) -> Int? { indexes[name] }
}

extension SQLValue {
    public var asInteger: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    public var asReal: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    public var asText: String? {
        if case .text(let value) = self { value } else { nil }
    }

    public var asBlob: [UInt8]? {
        if case .blob(let value) = self { value } else { nil }
    }

    /// SQLite has no booleans of its own and answers 0 or 1.
    public var asBoolean: Bool? {
        switch self {
        case .boolean(let value): value
        case .integer(let value): value != 0
        default: nil
        }
    }
}
