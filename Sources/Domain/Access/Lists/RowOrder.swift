import Storage

/// A field by which a list can be ordered; its raw value is the name that callers use.
public protocol OrderedField: RawRepresentable<String>, Hashable, Sendable {
    /// What the database compares; never NULL.
    var column: StaticString { get }
    /// Whether it holds texts; else whole numbers.
    var isText: Bool { get }
}

/// How a list is ordered: by some of its fields, then by the id, so that no two items stand at one place.
///
/// Ids grow with the time, so `created_at` is the id, of which every list has an index.
public struct RowOrder<Field: OrderedField>: Sendable {
    let keys: [(field: Field, isDescending: Bool)]
    let isNewestFirst: Bool

    /// - Parameter sort: the most important first; unknown names are passed over. Empty: the newest first.
    public init(_ sort: [(name: String, isDescending: Bool)] = []) {
        var keys: [(field: Field, isDescending: Bool)] = []
        var isNewestFirst = true
        for (name, isDescending) in sort {
            if name == "created_at" {
                isNewestFirst = isDescending
                break
            }
            if let field = Field(rawValue: name) { keys.append((field, isDescending)) }
        }
        self.keys = keys
        self.isNewestFirst = isNewestFirst
    }

    /// Whether only the id counts.
    var isByID: Bool { keys.isEmpty }

    /// Behind `ORDER BY`. - Parameter id: the column of the id.
    func clause(id: StaticString) -> SQL {
        let parts = keys.map { key -> SQL in
            "\(raw: key.field.column) \(raw: key.isDescending ? "DESC" : "ASC")"
        }
        return SQL.joined(parts + ["\(raw: id) \(raw: direction)"], separator: ", ")
    }

    var direction: StaticString { isNewestFirst ? "DESC" : "ASC" }

    /// What stands behind a place of the list; nil where the values are no place of it.
    func condition(behind values: [String], id: StaticString) -> SQL? {
        guard values.count == keys.count + 1, let last = values.last, let number = Int64(last) else { return nil }
        var condition: SQL = isNewestFirst ? "\(raw: id) < \(number)" : "\(raw: id) > \(number)"
        for (key, text) in zip(keys, values).reversed() {
            guard let value = key.field.value(text) else { return nil }
            let column = key.field.column
            let beyond: SQL =
                key.isDescending ? "\(raw: column) < \(value)" : "\(raw: column) > \(value)"
            condition = "(\(beyond) OR (\(raw: column) = \(value) AND \(condition)))"
        }
        return condition
    }
}

extension OrderedField {
    fileprivate func value(_ text: String) -> SQLValue? {
        isText ? .text(text) : Int64(text).map(SQLValue.integer)
    }
}
