import Basics
import Identity
import Storage

/// A door as a tenant's app may open it.
struct AppDoor {
    let panel: Panel
    let tenant: ID<Tenant>
    let unit: ID<Unit>

    /// The door for somebody who lives in the unit; nil where they do not, or the panel is not one of theirs.
    ///
    /// Throws where the panel, or the tenant's own rights at it, let no app open.
    static func find(_ panel: ID<Panel>, of unit: ID<Unit>, for user: ID<User>, in tx: any Transaction) throws
        -> AppDoor?
    {
        guard let found = try PanelTable.find(panel, in: tx) else { return nil }
        let row = try tx.first(
            """
            SELECT tenant.id, tenant_panel.live, tenant_panel.archive, tenant_panel.open_by_key,
                tenant_panel.open_by_code, tenant_panel.open_by_face, tenant_panel.open_by_app,
                (SELECT enabled FROM panel WHERE panel.id = \(panel)) AS enabled
            FROM tenant JOIN tenant_panel ON tenant_panel.tenant_id = tenant.id AND tenant_panel.panel_id = \(panel)
            WHERE tenant.unit_id = \(unit) AND tenant.user_id = \(user) AND tenant.moved_out_at IS NULL
            """)
        guard let row else { return nil }
        guard try row.boolean("enabled"), try TenantFlags(row).resolved(by: found.defaults).openByApp else {
            throw Failure(.forbidden, code: "door.app", "You are not allowed to perform this action")
        }
        return AppDoor(panel: found, tenant: try row.id("id"), unit: unit)
    }

    /// Writes the opening down, tells the panel, and whoever listens.
    func open(
        by user: ID<User>, call: Call? = nil, type: String = "visitor", at now: Instant, in tx: any Transaction
    ) throws -> ID<DoorRelease> {
        let release = try DoorReleaseTable.insert(
            "mobile", by: user, as: tenant, of: unit, at: panel, call: call?.guid, type: type, now: now, in: tx)
        try WebhookNews.opened(release, building: panel.building, unit: unit, in: tx)
        return release
    }
}
