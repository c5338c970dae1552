import Basics
import Identity
package import Storage

/// A panel's roster as the database has it, with the ids of its rows.
public struct StoredRoster: Sendable {
    public let panel: Panel
    public private(set) var roster = Roster()
    /// Beside `roster.units`.
    private(set) var unitIDs: [ID<Unit>] = []
    /// Beside `roster.keys`.
    private(set) var keyIDs: [Int64] = []
    /// Beside `roster.residents`.
    private(set) var tenants: [TenantRow] = []

    struct TenantRow: Sendable {
        let id: ID<Tenant>
        let user: ID<User>
        let userCreatedBy: ID<Organization>?
    }

    /// Reads all of it from one snapshot. 100,000 tenants take some 30 MB.
    package init(of panel: Panel, in tx: any Transaction) throws {
        self.panel = panel
        var places: [Int64: Int] = [:]
        try tx.forEach(
            """
            SELECT unit.id, unit.label, panel_unit.landline, panel_unit.sip
            FROM panel_unit JOIN unit ON unit.id = panel_unit.unit_id
            WHERE panel_unit.panel_id = \(panel.id) ORDER BY unit.id
            """
        ) { row in
            places[try row.integer("id")] = roster.units.count
            unitIDs.append(try row.id("id"))
            roster.units.append(
                .init(
                    label: try row.text("label"), landline: try row.optional("landline", row.text),
                    sip: try row.optional("sip", row.text)))
        }
        try tx.forEach(
            """
            SELECT rfid_key.id, rfid_key.unit_id, rfid_key.code, user_account.login
            FROM rfid_key LEFT JOIN user_account ON user_account.id = rfid_key.user_id
            WHERE rfid_key.panel_id = \(panel.id) ORDER BY rfid_key.id
            """
        ) { row in
            guard let unit = places[try row.integer("unit_id")] else { return }
            keyIDs.append(try row.integer("id"))
            roster.keys.append(
                .init(
                    code: KeyCode(stored: try row.text("code")), unit: unit,
                    login: try row.optional("login", row.text).map(Login.init(normalized:))))
        }
        try tx.forEach(
            """
            SELECT tenant.id, tenant.unit_id, tenant.user_id, user_account.login, user_account.name,
                user_account.created_by, tenant_panel.live, tenant_panel.archive, tenant_panel.open_by_key,
                tenant_panel.open_by_code, tenant_panel.open_by_face, tenant_panel.open_by_app
            FROM tenant_panel
            JOIN tenant ON tenant.id = tenant_panel.tenant_id
            JOIN user_account ON user_account.id = tenant.user_id
            WHERE tenant_panel.panel_id = \(panel.id) ORDER BY tenant.id
            """
        ) { row in
            guard let unit = places[try row.integer("unit_id")] else { return }
            tenants.append(
                TenantRow(
                    id: try row.id("id"), user: try row.id("user_id"),
                    userCreatedBy: try row.optional("created_by") { try row.id($0) }))
            roster.residents.append(
                .init(
                    unit: unit, login: Login(normalized: try row.text("login")),
                    name: try row.optional("name", row.text), flags: try TenantFlags(row)))
        }
    }
}
