package import Basics
import Identity
package import Storage

package enum PanelTable {
    package static func find(_ id: ID<Panel>, in tx: any Transaction) throws -> Panel? {
        try tx.first("SELECT * FROM panel WHERE id = \(id) AND revoked_at IS NULL").map(panel)
    }

    /// As `find`; nobody else may change the panel until the transaction ends.
    static func hold(_ id: ID<Panel>, in tx: any Transaction) throws -> Panel? {
        try tx.first("SELECT * FROM panel WHERE id = \(id) AND revoked_at IS NULL \(tx.dialect.forUpdate)").map(panel)
    }

    /// The panels of an organization that are in service.
    private static let list = CountedList("panel")

    static func page(
        of organization: ID<Organization>, _ request: PageRequest, in tx: any Transaction
    ) throws -> Page<Panel> {
        let place = try list.place(request.offset, of: organization.number, in: tx)
        let rows = try tx.fetch(
            """
            SELECT * FROM panel WHERE organization_id = \(organization) AND revoked_at IS NULL AND id >= \(place.from)
            ORDER BY id LIMIT \(request.size) OFFSET \(place.skip)
            """)
        return Page(items: try rows.map(panel), total: place.total, request: request)
    }

    static func insert(
        _ draft: PanelDraft, building: ID<Building>, organization: ID<Organization>, at now: Instant,
        in tx: any Transaction
    ) throws -> Panel {
        let defaults = draft.defaults
        let rows = try tx.fetch(
            """
            INSERT INTO panel (organization_id, building_id, title, address, unit_from, unit_to, live, archive,
                open_by_key, open_by_code, open_by_face, open_by_app, revision, created_at, updated_at)
            VALUES (\(organization), \(building), \(draft.title), \(draft.address), \(draft.range?.from),
                \(draft.range?.to), \(defaults.live), \(defaults.archive), \(defaults.openByKey),
                \(defaults.openByCode), \(defaults.openByFace), \(defaults.openByApp), 0, \(now), \(now))
            RETURNING *
            """)
        let inserted = try panel(from: rows[0])
        try list.add(inserted.id.number, to: organization.number, in: tx)
        return inserted
    }

    /// Those in service of a building, in the order of their ids.
    static func all(of building: ID<Building>, in tx: any Transaction) throws -> [Panel] {
        try tx.fetch("SELECT * FROM panel WHERE building_id = \(building) AND revoked_at IS NULL ORDER BY id").map(
            panel)
    }

    /// Those of these that are in service.
    static func load(_ ids: [ID<Panel>], in tx: any Transaction) throws -> [Panel] {
        try tx.fetchRows("SELECT * FROM panel WHERE id IN", in: ids.map(\.sqlValue), "AND revoked_at IS NULL").map(
            panel)
    }

    static func setEnabled(_ isEnabled: Bool, of id: ID<Panel>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute("UPDATE panel SET enabled = \(isEnabled), updated_at = \(now) WHERE id = \(id)")
    }

    static func update(_ id: ID<Panel>, to draft: PanelDraft, at now: Instant, in tx: any Transaction) throws {
        let defaults = draft.defaults
        try tx.execute(
            """
            UPDATE panel SET title = \(draft.title), address = \(draft.address), unit_from = \(draft.range?.from),
                unit_to = \(draft.range?.to), live = \(defaults.live), archive = \(defaults.archive),
                open_by_key = \(defaults.openByKey), open_by_code = \(defaults.openByCode),
                open_by_face = \(defaults.openByFace), open_by_app = \(defaults.openByApp), updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func revoke(_ id: ID<Panel>, at now: Instant, in tx: any Transaction) throws -> Bool {
        let revoked = try tx.first(
            """
            UPDATE panel SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL RETURNING organization_id
            """)
        guard let revoked else { return false }
        try list.remove(id.number, from: try revoked.integer("organization_id"), in: tx)
        return true
    }

    /// Tells loads that were prepared against an earlier state that it is gone.
    static func touch(
        _ id: ID<Panel>, keysAdded: Int = 0, unitsAdded: Int = 0, tenantsAdded: Int = 0, at now: Instant,
        in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE panel SET revision = revision + 1, key_count = key_count + \(keysAdded),
                unit_count = unit_count + \(unitsAdded), tenant_count = tenant_count + \(tenantsAdded),
                updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Counts anew what stands at the panel, after a change of all of it.
    static func count(_ id: ID<Panel>, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE panel SET key_count = (SELECT COUNT(*) FROM rfid_key WHERE panel_id = \(id)),
                unit_count = (SELECT COUNT(*) FROM panel_unit WHERE panel_id = \(id)),
                tenant_count = (SELECT COUNT(*) FROM tenant_panel WHERE panel_id = \(id))
            WHERE id = \(id)
            """)
    }

    private static func panel(from row: Row) throws -> Panel {
        let from = try row.optional("unit_from", row.integer)
        let to = try row.optional("unit_to", row.integer)
        return Panel(
            id: try row.id("id"), organization: try row.id("organization_id"), building: try row.id("building_id"),
            title: try row.text("title"), address: try row.text("address"),
            range: from.flatMap { from in to.flatMap { UnitRange(from, $0) } },
            defaults: PanelDefaults(
                live: try row.boolean("live"), archive: try row.boolean("archive"),
                openByKey: try row.boolean("open_by_key"), openByCode: try row.boolean("open_by_code"),
                openByFace: try row.boolean("open_by_face"), openByApp: try row.boolean("open_by_app")),
            counts: PanelCounts(
                keys: try row.int("key_count"), units: try row.int("unit_count"), tenants: try row.int("tenant_count")),
            isEnabled: try row.boolean("enabled"), revision: try row.integer("revision"),
            createdAt: try row.instant("created_at"),
            updatedAt: try row.instant("updated_at"))
    }
}
