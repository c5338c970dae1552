/// The links of a page to itself and its neighbours, absolute, with all parameters of the request (JSON:API 1.0, Pagination).
public struct PageLinks: Sendable {
    private let base: String
    private let query: ListQuery

    /// - Parameter base: the URL without its query.
    public init(_ base: String, _ query: ListQuery) {
        self.base = base
        self.query = query
    }

    /// Of a page by number; `prev` and `next` are nil at the ends.
    ///
    /// - Parameters:
    ///   - total: items in the whole list; nil where nobody knows, and then `last` is nil.
    ///   - hasMore: whether something follows, where the total is not known.
    public func numbered(_ number: Int, total: Int?, hasMore: Bool = false) -> [(name: String, target: String?)] {
        guard let total else {
            return [
                ("self", page(number)), ("first", page(1)), ("prev", number > 1 ? page(number - 1) : nil),
                ("next", hasMore ? page(number + 1) : nil), ("last", nil),
            ]
        }
        let last = max(1, (total + query.page.size - 1) / query.page.size)
        return [
            ("self", page(number)), ("first", page(1)), ("prev", number > 1 ? page(min(number - 1, last)) : nil),
            ("next", number < last ? page(number + 1) : nil), ("last", page(last)),
        ]
    }

    /// Of a page behind a cursor; nobody knows what stands before it, or how far the end is.
    public func following(_ next: Cursor?) -> [(name: String, target: String?)] {
        let place: String =
            switch query.page.place {
            case .after(let cursor): cursor.text
            case .start, .number: ""
            }
        return [
            ("self", page(after: place)), ("first", page(after: "")), ("prev", nil),
            ("next", next.map { page(after: $0.text) }), ("last", nil),
        ]
    }

    private func page(_ number: Int) -> String { link([("page[number]", String(number))]) }
    private func page(after cursor: String) -> String { link([("page[after]", cursor)]) }

    private func link(_ parameters: [(String, String)]) -> String {
        var all = query.parameters.with("page[number]", nil).with("page[after]", nil)
            .with("page[size]", String(query.page.size))
        for (name, value) in parameters { all = all.with(name, value) }
        return "\(base)?\(all.text)"
    }
}
