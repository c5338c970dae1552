import Basics
import Storage

extension Transaction {
    /// One page of a list.
    ///
    /// - Parameters:
    ///   - columns: what to read of each.
    ///   - source: `FROM … WHERE …`.
    ///   - order: by which the list is in one order only.
    ///   - total: how many there are in all, where that is known; otherwise they are counted.
    func page(
        _ columns: SQL, _ source: SQL, order: SQL, _ request: PageRequest, total: Int? = nil
    ) throws -> Page<Row> {
        let total = try total ?? Int(try integer("SELECT COUNT(*) \(source)"))
        let rows =
            request.offset < total
            ? try fetch("SELECT \(columns) \(source) ORDER BY \(order) LIMIT \(request.size) OFFSET \(request.offset)")
            : []
        return Page(items: rows, total: total, request: request)
    }
}

extension SQL {
    /// The conditions, all of which must hold; nil is none.
    static func all(_ conditions: [SQL?]) -> SQL { joined(conditions.compactMap { $0 }, separator: " AND ") }

    /// `1, 2, 3`, as parameters; for a few values.
    static func list(_ values: [some SQLBindable]) -> SQL {
        joined(values.map { "\($0)" }, separator: ", ")
    }
}
