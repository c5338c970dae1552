import Basics
import Identity
import Storage

enum DoorReleaseTable {
    static func insert(
        _ admission: Admission, at panel: Panel, loggedAt: Instant, now: Instant, in tx: any Transaction
    ) throws -> (id: ID<DoorRelease>, name: String?) {
        let key = admission.virtualKey?.key
        let rows = try tx.fetch(
            """
            INSERT INTO door_release (organization_id, building_id, zone_id, panel_id, unit_id, tenant_id, user_id, virtual_key_id,
                release_method, door_release_type, name, logged_at, created_at)
            VALUES (\(panel.organization), \(panel.building),
                (SELECT zone_id FROM unit WHERE id = \(admission.unit)), \(panel.id), \(admission.unit), \(admission.tenant),
                (SELECT user_id FROM tenant WHERE id = \(admission.tenant)), \(key), \(admission.releaseMethod), 'visitor',
                COALESCE((SELECT name FROM virtual_key WHERE id = \(key)),
                    (SELECT user_account.name FROM tenant JOIN user_account ON user_account.id = tenant.user_id
                        WHERE tenant.id = \(admission.tenant))), \(loggedAt), \(now))
            RETURNING id, name
            """)
        return (try rows[0].id("id"), try rows[0].optional("name", rows[0].text))
    }

    /// One page of what these streams have, each opening once.
    static func page(
        _ streams: [ReleaseStream], _ query: DoorReleaseQuery, in tx: any Transaction
    ) throws -> DoorReleasePage {
        guard !streams.isEmpty else { return DoorReleasePage(releases: [], total: 0, hasMore: false) }
        let (reach, skip): (Int, Int) =
            switch query.place {
            case .number(let page): (page.offset + page.size, page.offset)
            case .after: (query.size + 1, 0)
            }
        let ids = try tx.fetch(
            """
            SELECT id FROM (\(selection(streams, query, most: reach))) AS found
            ORDER BY id \(raw: query.direction) LIMIT \(query.size + 1) OFFSET \(skip)
            """
        ).map { SQLValue.integer(try $0.integer("id")) }
        let rows = try tx.fetchRows("SELECT * FROM door_release WHERE id IN", in: Array(ids.prefix(query.size)))
        let releases = try rows.map(release).sorted { query.isOldestFirst ? $0.id < $1.id : $1.id < $0.id }
        return DoorReleasePage(
            releases: releases, total: try total(streams, query, in: tx), hasMore: ids.count > query.size)
    }

    /// Pages by cursor have no total, for nobody asks for their last page.
    private static func total(
        _ streams: [ReleaseStream], _ query: DoorReleaseQuery, in tx: any Transaction
    ) throws -> Int? {
        guard case .number = query.place else { return nil }
        return Int(try tx.integer("SELECT COUNT(*) FROM (\(selection(streams, query, most: nil))) AS found"))
    }

    /// The ids of each stream by its own index, no more of them than can be on the page.
    private static func selection(_ streams: [ReleaseStream], _ query: DoorReleaseQuery, most: Int?) -> SQL {
        let parts = streams.map { stream -> SQL in
            let ids: SQL = "SELECT id FROM door_release WHERE \(stream.condition) \(query.condition)"
            guard let most else { return ids }
            return "SELECT id FROM (\(ids) ORDER BY id \(raw: query.direction) LIMIT \(most)) AS stream"
        }
        // What two streams have counts once.
        return SQL.joined(parts, separator: " UNION ")
    }

    private static func release(_ row: Row) throws -> DoorRelease {
        DoorRelease(
            id: try row.id("id"), building: try row.id("building_id"), panel: try row.id("panel_id"),
            unit: try row.optional("unit_id") { try row.id($0) },
            user: try row.optional("user_id") { try row.id($0) },
            tenant: try row.optional("tenant_id") { try row.id($0) },
            virtualKey: try row.optional("virtual_key_id") { try row.id($0) }, method: try row.text("release_method"),
            type: try row.text("door_release_type"), name: try row.optional("name", row.text),
            loggedAt: try row.instant("logged_at"), createdAt: try row.instant("created_at"))
    }
}

/// A part of the history that somebody may see, and that an index has in order.
enum ReleaseStream {
    case organization(ID<Organization>)
    case building(ID<Building>)
    case zone(Int64)
    /// - Parameter since: when they moved in; nil for who administers it.
    case unit(ID<Unit>, since: Instant?)

    var condition: SQL {
        switch self {
        case .organization(let id): "organization_id = \(id)"
        case .building(let id): "building_id = \(id)"
        case .zone(let id): "zone_id = \(id)"
        case .unit(let id, nil): "unit_id = \(id)"
        case .unit(let id, let since?): "unit_id = \(id) AND created_at >= \(since)"
        }
    }
}

extension DoorReleaseQuery {
    fileprivate var direction: StaticString { isOldestFirst ? "ASC" : "DESC" }

    fileprivate var condition: SQL {
        var condition: SQL = ""
        if case .after(let id?) = place {
            condition = isOldestFirst ? "AND id > \(id)" : "AND id < \(id)"
        }
        if let user { condition = "\(condition) AND user_id = \(user)" }
        if let panel { condition = "\(condition) AND panel_id = \(panel)" }
        if let method { condition = "\(condition) AND release_method = \(method)" }
        if let type { condition = "\(condition) AND door_release_type = \(type)" }
        return condition
    }
}
