import Basics
import Storage

/// A list whose parts are counted already, so that neither its total nor its pages have to be counted out.
struct Sections {
    /// How many items the part has, and `FROM … WHERE …` to find them.
    private var parts: [(count: Int, source: SQL)] = []
    private(set) var total = 0

    mutating func add(_ count: Int, _ source: SQL) {
        guard count > 0 else { return }
        parts.append((count, source))
        total += count
    }

    /// The rows of a page: part after part, each in this order.
    func rows(
        _ columns: SQL, order: SQL, _ request: PageRequest, in tx: any Transaction
    ) throws -> Page<Row> {
        try page(request) { source, limit, offset in
            try tx.fetch("SELECT \(columns) \(source) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)")
        }
    }

    func page<Item>(
        _ request: PageRequest, _ read: (_ source: SQL, _ limit: Int, _ offset: Int) throws -> [Item]
    ) rethrows -> Page<Item> {
        var items: [Item] = []
        var skip = request.offset
        for part in parts where items.count < request.size {
            guard skip < part.count else {
                skip -= part.count
                continue
            }
            items += try read(part.source, request.size - items.count, skip)
            skip = 0
        }
        return Page(items: items, total: total, request: request)
    }
}

extension CatalogCaller {
    /// What the caller's brands have of a kind, brand by brand.
    func sections(
        _ counter: StaticString, of brand: ID<Brand>?, in tx: any Transaction, _ source: (ID<Brand>) -> SQL
    ) throws -> Sections {
        var sections = Sections()
        let condition = SQL.all([seesBrand, brand.map { "brand.id = \($0)" }])
        for row in try tx.fetch(
            "SELECT id, \(raw: counter) AS number FROM brand WHERE \(condition) ORDER BY id")
        {
            try sections.add(row.int("number"), source(row.id("id")))
        }
        return sections
    }
}
