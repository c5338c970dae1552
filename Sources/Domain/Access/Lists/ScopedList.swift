import Basics
import Storage

/// A list of those things that somebody sees: statements for their ids, of which a page is cut out before anything else
/// is read.
struct ScopedList {
    /// Statements with a column `id`; what several find is there once.
    let branches: [SQL]
    /// `JOIN unit ON unit.id = found.id …`: what conditions and order need.
    let join: SQL
    /// Conditions besides; none: all.
    var conditions: [SQL] = []
    /// Columns that order the list, before the id.
    var order: [SQL] = []

    /// Items are counted up to here; a longer list has no last page.
    static let mostCounted = 100_000

    /// The ids of one page, in order.
    func page(_ request: ListRequest, in tx: any Transaction) throws -> ListPage<Int64> {
        guard !branches.isEmpty else { return ListPage(items: [], total: 0, next: nil) }
        let more = request.size + 1
        guard case .after(let values) = request.place else {
            let rows = try tx.fetch(
                """
                SELECT found.id \(source(conditions)) ORDER BY \(ordered)
                LIMIT \(more) OFFSET \(request.offset ?? 0)
                """)
            let counted = try tx.integer(
                """
                SELECT COUNT(*) FROM (SELECT found.id \(source(conditions)) LIMIT \(ScopedList.mostCounted + 1)) AS counted
                """)
            let total = counted > ScopedList.mostCounted ? nil : Int(counted)
            return try page(rows, request.size, total: total)
        }
        // Behind an item the order is that of the ids.
        let start = values.first.flatMap { Int64($0) } ?? 0
        let rows = try tx.fetch(
            "SELECT found.id \(source(conditions + ["found.id > \(start)"])) ORDER BY found.id LIMIT \(more)")
        return try page(rows, request.size, total: nil)
    }

    private func page(_ rows: [Row], _ size: Int, total: Int?) throws -> ListPage<Int64> {
        let ids = try rows.prefix(size).map { try $0.integer("id") }
        return ListPage(items: ids, total: total, next: rows.count > size ? ids.last.map { [String($0)] } : nil)
    }

    private var ordered: SQL { .joined(order + ["found.id"], separator: ", ") }

    private func source(_ conditions: [SQL]) -> SQL {
        let found = SQL.joined(branches, separator: " UNION ")
        let from: SQL = "FROM (\(found)) AS found \(join)"
        return conditions.isEmpty ? from : "\(from) WHERE \(SQL.joined(conditions, separator: " AND "))"
    }
}

/// One column that orders a list.
public struct ListOrder<Column: Sendable>: Sendable {
    public let column: Column
    public let isDescending: Bool

    public init(_ column: Column, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }

    func sql(_ column: SQL) -> SQL { isDescending ? "\(column) DESC" : column }
}

extension ListPage<Int64> {
    /// With the things of these ids, in the same order; what is gone meanwhile is left out.
    func loaded<Thing: Sendable>(
        _ things: [Thing], by id: (Thing) -> Int64
    ) -> ListPage<Thing> {
        let known = Dictionary(things.map { (id($0), $0) }) { first, _ in first }
        return ListPage<Thing>(items: items.compactMap { known[$0] }, total: total, next: next)
    }
}
