public import Basics
public import Identity
import Storage

extension Messages {
    /// What was left for where the user lives, since they have lived there.
    public func page(_ query: MessageQuery, by user: ID<User>) async throws -> ListPage<Message> {
        try await storage.read { tx in
            var homes = try AccessScope(of: user, in: tx).homes()
            if let unit = query.unit { homes = homes.filter { $0.unit == unit } }
            return try MessageTable.page(query, of: homes, in: tx)
        }
    }
}

extension MessageTable {
    fileprivate static func page(
        _ query: MessageQuery, of homes: [(unit: ID<Unit>, since: Instant)], in tx: any Transaction
    ) throws -> ListPage<Message> {
        let parts = homes.map { home -> SQL in "(unit_id = \(home.unit) AND created_at >= \(home.since))" }
        var condition: SQL = parts.isEmpty ? "FALSE" : "(\(SQL.joined(parts, separator: " OR ")))"
        switch query.type {
        case "text": condition = "\(condition) AND audio IS NULL"
        case "voice": condition = "\(condition) AND audio IS NOT NULL"
        case nil: break
        default: condition = "FALSE"
        }
        let rows = OrderedRows(
            id: "id", columns: "*", source: "FROM door_message WHERE \(condition)", order: query.order)
        return try rows.page(query.page, in: tx) { try $0.map(message) }
    }
}
