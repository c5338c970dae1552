public import Basics
public import Identity
import Storage

extension Calls {
    /// The calls that rang where the user lives, since they have lived there.
    public func page(_ query: CallQuery, by user: ID<User>) async throws -> ListPage<Call> {
        try await storage.read { tx in
            var homes = try AccessScope(of: user, in: tx).homes()
            if let unit = query.unit { homes = homes.filter { $0.unit == unit } }
            return try CallTable.page(query, of: homes, in: tx)
        }
    }

    /// Those of them that rang the user.
    public func find(_ ids: [ID<Call>], by user: ID<User>) async throws -> [Call] {
        try await storage.read { tx in
            try CallTable.find(ids, of: try AccessScope(of: user, in: tx).homes(), in: tx)
        }
    }
}

extension CallTable {
    fileprivate static func page(
        _ query: CallQuery, of homes: [(unit: ID<Unit>, since: Instant)], in tx: any Transaction
    ) throws -> ListPage<Call> {
        var condition = rang(homes)
        if let guid = query.guid { condition = "\(condition) AND door_call.guid = \(guid)" }
        if let notification = query.notification {
            condition = "\(condition) AND door_call.notification_type = \(notification)"
        }
        if let type = query.type { condition = "\(condition) AND door_call.call_type = \(type)" }
        let rows = OrderedRows(
            id: "door_call.id", columns: "door_call.*, panel.title AS panel_name",
            source: "FROM door_call JOIN panel ON panel.id = door_call.panel_id WHERE \(condition)",
            order: query.order)
        return try rows.page(query.page, in: tx) { try $0.map(call) }
    }

    fileprivate static func find(
        _ ids: [ID<Call>], of homes: [(unit: ID<Unit>, since: Instant)], in tx: any Transaction
    ) throws -> [Call] {
        try tx.fetchRows("\(columns) WHERE \(rang(homes)) AND door_call.id IN", in: ids.map(\.sqlValue)).map(call)
    }

    private static func rang(_ homes: [(unit: ID<Unit>, since: Instant)]) -> SQL {
        guard !homes.isEmpty else { return "FALSE" }
        let parts = homes.map { home -> SQL in
            "(door_call.unit_id = \(home.unit) AND door_call.created_at >= \(home.since))"
        }
        return "(\(SQL.joined(parts, separator: " OR ")))"
    }
}
