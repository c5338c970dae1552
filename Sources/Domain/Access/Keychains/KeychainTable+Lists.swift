import Basics
import Identity
import Storage

extension KeychainTable {
    /// A page of the keychains that somebody may see.
    static func page(
        _ query: KeychainQuery, _ scope: AccessScope, at now: Instant, in tx: any Transaction
    ) throws -> ListPage<Keychain> {
        var source: SQL = "FROM keychain WHERE \(seen(by: scope))"
        if let unit = query.unit { source = "\(source) AND keychain.unit_id = \(unit)" }
        if let tenant = query.tenant { source = "\(source) AND keychain.tenant_id = \(tenant)" }
        if let status = query.status { source = "\(source) AND \(condition(of: status, at: now))" }
        let rows = OrderedRows(id: "keychain.id", columns: "keychain.*", source: source, order: query.order)
        return try rows.page(query.page, in: tx) { try keychains($0, in: tx) }
    }

    /// Those of them that somebody may see.
    static func find(_ ids: [ID<Keychain>], _ scope: AccessScope, in tx: any Transaction) throws -> [Keychain] {
        let rows = try tx.fetchRows(
            "SELECT * FROM keychain WHERE \(seen(by: scope)) AND keychain.id IN", in: ids.map(\.sqlValue))
        return try keychains(rows, in: tx)
    }

    /// Those in force of all that somebody administers, and where they live their own and their unit's. Who has moved out has
    /// none any more.
    private static func seen(by scope: AccessScope) -> SQL {
        let places = scope.keychainConditions()
        let seen: SQL = places.isEmpty ? "FALSE" : SQL.joined(places, separator: " OR ")
        return """
            keychain.revoked_at IS NULL AND (\(seen)) AND NOT EXISTS (
                SELECT 1 FROM tenant WHERE tenant.id = keychain.tenant_id AND tenant.moved_out_at IS NOT NULL)
            """
    }

    /// As `KeychainStatus.of` has it.
    private static func condition(of status: KeychainStatus, at now: Instant) -> SQL {
        let used: SQL =
            "(keychain.kind = \(KeychainKind.oneTime.rawValue) AND keychain.key_count > 0 AND keychain.unused_count = 0)"
        return switch status {
        case .used: used
        case .upcoming: "NOT \(used) AND keychain.starts_at > \(now)"
        case .active: "NOT \(used) AND keychain.starts_at <= \(now) AND keychain.ends_at > \(now)"
        case .expired: "NOT \(used) AND keychain.ends_at <= \(now)"
        }
    }

    /// With the doors of all of them in one query.
    private static func keychains(_ rows: [Row], in tx: any Transaction) throws -> [Keychain] {
        let links = try tx.fetchRows(
            "SELECT keychain_id, panel_id FROM keychain_panel WHERE keychain_id IN",
            in: try rows.map { .integer(try $0.integer("id")) }, "ORDER BY panel_id")
        var panels: [Int64: [ID<Panel>]] = [:]
        for link in links { panels[try link.integer("keychain_id"), default: []].append(try link.id("panel_id")) }
        return try rows.map { try keychain($0, panels: panels[try $0.integer("id")] ?? []) }
    }
}
