import Basics
import Storage

/// A page of rows that are ordered by what callers choose.
struct OrderedRows<Field: OrderedField> {
    /// The table whose rows they are, by the name that the source gives it.
    let id: StaticString
    /// `door_call.*`.
    let columns: SQL
    /// From `FROM` to the end of the condition.
    let source: SQL
    let order: RowOrder<Field>

    /// The rows of a page.
    ///
    /// - Parameter total: asked for where pages have numbers; nil: not known.
    func page<Item>(
        _ request: ListRequest, total: () throws -> Int?, in tx: any Transaction, _ read: ([Row]) throws -> [Item]
    ) throws -> ListPage<Item> {
        var statement: SQL = "SELECT \(columns)"
        for (place, key) in order.keys.enumerated() {
            statement = "\(statement), \(raw: key.field.column) AS \(raw: OrderedRows.names[min(place, 3)])"
        }
        statement = "\(statement) \(source)"
        var isNumbered = true
        if case .after(let values) = request.place {
            isNumbered = false
            if !values.isEmpty {
                guard let condition = order.condition(behind: values, id: id) else { throw Failure.garbledCursor }
                statement = "\(statement) AND \(condition)"
            }
        }
        statement = "\(statement) ORDER BY \(order.clause(id: id)) LIMIT \(request.size + 1)"
        if let offset = request.offset { statement = "\(statement) OFFSET \(offset)" }
        let rows = try tx.fetch(statement)
        let page = Array(rows.prefix(request.size))
        return ListPage(
            items: try read(page), total: isNumbered ? try total() : nil,
            next: rows.count > request.size ? try page.last.map(place) : nil)
    }

    /// As above, with a count of all.
    func page<Item>(
        _ request: ListRequest, in tx: any Transaction, _ read: ([Row]) throws -> [Item]
    ) throws -> ListPage<Item> {
        try page(request, total: { Int(try tx.integer("SELECT COUNT(*) \(source)")) }, in: tx, read)
    }

    /// The values of a row that say where it stands.
    private func place(of row: Row) throws -> [String] {
        let values = try order.keys.indices.map { place in
            let name = "\(OrderedRows.names[min(place, 3)])"
            return order.keys[place].field.isText ? try row.text(name) : String(try row.integer(name))
        }
        return values + [String(try row.integer("id"))]
    }

    private static var names: [StaticString] { ["place_0", "place_1", "place_2", "place_3"] }
}

extension Failure {
    /// What was sent to go on behind is none of this list's cursors.
    static var garbledCursor: Failure {
        .invalid("page[after]", code: "page.after", "This is no cursor of links.next. Begin with an empty one.")
    }
}
