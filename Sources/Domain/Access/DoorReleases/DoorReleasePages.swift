import Basics
import Storage

/// The pages of what some streams have, each opening once.
struct DoorReleasePages {
    private let streams: [ReleaseStream]
    private let query: DoorReleaseQuery
    private let tx: any Transaction

    /// Filters are counted so far; who wants to know more goes on from page to page.
    private static let mostCounted = 10_000
    /// Places that are passed over one by one; farther ones are found by way of the marks.
    private static let near = 512

    init(_ streams: [ReleaseStream], _ query: DoorReleaseQuery, in tx: any Transaction) throws {
        self.streams = try ReleaseStream.apart(streams, in: tx).map { try $0.located(in: tx) }
        self.query = query
        self.tx = tx
    }

    func page() throws -> ListPage<DoorRelease> {
        guard !streams.isEmpty, query.panelUserType.map({ $0 == DoorRelease.panelUserType }) ?? true else {
            return ListPage(items: [], total: query.page.offset == nil ? nil : 0, next: nil)
        }
        guard query.order.isByID else { return try ordered() }
        switch query.page.place {
        case .number: return try numbered(from: query.page.offset ?? 0)
        case .after(let values):
            var behind: SQL = ""
            if !values.isEmpty {
                guard let condition = query.order.condition(behind: values, id: "id") else {
                    throw Failure.garbledCursor
                }
                behind = "AND \(condition)"
            }
            return try releases(try ids(selection(behind, most: query.page.size + 1), skip: 0), total: nil)
        }
    }

    private func numbered(from offset: Int) throws -> ListPage<DoorRelease> {
        let most = query.page.size + 1
        if query.isFiltered {
            let ids = try ids(selection("", most: offset + most), skip: offset)
            return try releases(ids, total: try filteredTotal())
        }
        let tallies = try streams.map { try ReleaseTally(of: $0, in: tx) }
        let total = tallies.reduce(0) { $0 + $1.total }
        if offset >= total { return ListPage(items: [], total: total, next: nil) }
        if let tally = tallies.first, tallies.count == 1, offset >= Self.near {
            let ids = try tally.ids(from: offset, most: most, isNewestFirst: query.order.isNewestFirst)
            return try releases(ids, total: total)
        }
        return try releases(try ids(selection("", most: offset + most), skip: offset), total: total)
    }

    /// The ids of each stream by its own index, no more of them than can be on the page.
    private func selection(_ behind: SQL, most: Int) -> SQL {
        let parts = streams.map { stream -> SQL in
            """
            SELECT id FROM (
                SELECT id FROM door_release WHERE \(stream.condition) \(query.condition) \(behind)
                ORDER BY id \(raw: query.order.direction) LIMIT \(most)
            ) AS stream
            """
        }
        return SQL.joined(parts, separator: " UNION ALL ")
    }

    private func ids(_ selection: SQL, skip: Int) throws -> [Int64] {
        try tx.fetch(
            """
            SELECT id FROM (\(selection)) AS found
            ORDER BY id \(raw: query.order.direction) LIMIT \(query.page.size + 1) OFFSET \(skip)
            """
        ).map { try $0.integer("id") }
    }

    /// Nil where there are too many to count.
    private func filteredTotal() throws -> Int? {
        let counted = try tx.integer(
            "SELECT COUNT(*) FROM (\(selection("", most: Self.mostCounted + 1))) AS found")
        return counted > Self.mostCounted ? nil : Int(counted)
    }

    /// One more than the page has room for tells that it is not the last.
    private func releases(_ ids: [Int64], total: Int?) throws -> ListPage<DoorRelease> {
        let page = ids.prefix(query.page.size)
        let rows = try tx.fetchRows("SELECT * FROM door_release WHERE id IN", in: page.map(SQLValue.integer))
        let isNewestFirst = query.order.isNewestFirst
        return ListPage(
            items: try rows.map(DoorReleaseTable.release).sorted { isNewestFirst ? $1.id < $0.id : $0.id < $1.id },
            total: total, next: ids.count > page.count ? page.last.map { [String($0)] } : nil)
    }

    /// By another field, of which there is no index: all of the streams are looked at.
    private func ordered() throws -> ListPage<DoorRelease> {
        let seen = SQL.joined(streams.map { "(\($0.condition))" }, separator: " OR ")
        let rows = OrderedRows(
            id: "id", columns: "*", source: "FROM door_release WHERE (\(seen)) \(query.condition)", order: query.order)
        return try rows.page(query.page, total: filteredTotal, in: tx) { try $0.map(DoorReleaseTable.release) }
    }
}

extension DoorReleaseQuery {
    /// Whether it asks for less than its streams have.
    fileprivate var isFiltered: Bool { user != nil || panel != nil || method != nil || type != nil }

    fileprivate var condition: SQL {
        var condition: SQL = ""
        if let user { condition = "\(condition) AND user_id = \(user)" }
        if let panel { condition = "\(condition) AND panel_id = \(panel)" }
        if let method { condition = "\(condition) AND release_method = \(method)" }
        if let type { condition = "\(condition) AND door_release_type = \(type)" }
        return condition
    }
}
