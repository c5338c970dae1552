import Storage

/// A table as the moving of an installation sees it, read from the schema.
struct MovedTable: Sendable {
    let name: String
    let columns: [Column]
    /// The primary key, in its order.
    let key: [Column]
    /// The column that the database counts up by itself; nil where there is none.
    let counter: String?
    /// The tables that must have their rows first.
    let references: Set<String>

    struct Column: Sendable, Hashable {
        let name: String
        let isText: Bool
        let isBoolean: Bool
    }

    /// Every row in the order of the primary key, which is the same on both databases.
    func selectAll(_ dialect: Dialect) -> SQL {
        let order = key.map { column -> SQL in
            column.isText
                ? "\(SQLFragment(name: column.name)) \(dialect.byBytes)" : "\(SQLFragment(name: column.name))"
        }
        return "SELECT \(list(columns)) FROM \(SQLFragment(name: name)) ORDER BY \(SQL.joined(order, separator: ", "))"
    }

    /// One row, or none.
    var selectAny: SQL { "SELECT 1 FROM \(SQLFragment(name: name)) LIMIT 1" }

    func selectHighest(of column: String) -> SQL {
        "SELECT MAX(\(SQLFragment(name: column))) FROM \(SQLFragment(name: name))"
    }

    var deleteAll: SQL { "DELETE FROM \(SQLFragment(name: name))" }

    var emptyDigest: RowDigest { RowDigest(table: name, columns: columns.map(\.name)) }

    /// Inserts rows, several with one statement.
    func insert(_ rows: [[SQLValue]], in tx: any Transaction) throws {
        // SQLite takes 32,766 values in one statement.
        let most = max(1, min(200, 30_000 / columns.count))
        let head: SQL = "INSERT INTO \(SQLFragment(name: name)) (\(list(columns))) VALUES "
        for start in stride(from: 0, to: rows.count, by: most) {
            let batch = rows[start..<min(start + most, rows.count)]
            var number = 0
            let tuples = batch.map { row in
                let places = row.map { _ in
                    number += 1
                    return "$\(number)"
                }
                return "(\(places.joined(separator: ",")))"
            }
            let values = batch.flatMap { row in zip(row, columns).map { adapt($0, to: $1, tx.dialect) } }
            try tx.prepare(head.text + tuples.joined(separator: ",")).execute(values)
        }
    }

    /// SQLite answers 0 and 1 where PostgreSQL wants to be told true and false.
    private func adapt(_ value: SQLValue, to column: Column, _ dialect: Dialect) -> SQLValue {
        guard dialect.product == .postgres, column.isBoolean, case .integer(let number) = value else { return value }
        return .boolean(number != 0)
    }

    private func list(_ columns: [Column]) -> SQL {
        SQL.joined(columns.map { column -> SQL in "\(SQLFragment(name: column.name))" }, separator: ", ")
    }
}
