import Basics
import Identity
import Storage

enum FlatTable {
    /// The counts begin at the unit, of which there is little everywhere. A planner that does not know the panel would
    /// begin at the panel, of which there may be much.
    private static let columns: SQL = """
        unit.id, unit.label, panel_unit.panel_id, panel_unit.landline, panel_unit.sip,
        (WITH found AS MATERIALIZED (SELECT rfid_key.panel_id FROM rfid_key WHERE rfid_key.unit_id = unit.id)
            SELECT COUNT(*) FROM found WHERE found.panel_id = panel_unit.panel_id) AS key_count,
        (WITH found AS MATERIALIZED (SELECT tenant_panel.panel_id FROM tenant
                JOIN tenant_panel ON tenant_panel.tenant_id = tenant.id WHERE tenant.unit_id = unit.id)
            SELECT COUNT(*) FROM found WHERE found.panel_id = panel_unit.panel_id) AS tenant_count
        """

    static func page(
        of panel: Panel, search: String?, _ request: PageRequest, in tx: any Transaction
    ) throws -> Page<Flat> {
        var source: SQL = "FROM panel_unit"
        var condition: SQL = "panel_unit.panel_id = \(panel.id)"
        var total = panel.counts.units
        if let search {
            source = "\(source) JOIN unit ON unit.id = panel_unit.unit_id"
            condition = "\(condition) AND \(SQL.contains("unit.label", search))"
            total = Int(try tx.integer("SELECT COUNT(*) \(source) WHERE \(condition)"))
        }
        // The ids come first, for what a page passes over need not be counted.
        let rows = try tx.fetch(
            """
            SELECT \(columns) FROM (
                SELECT panel_unit.unit_id AS found \(source) WHERE \(condition)
                ORDER BY panel_unit.unit_id LIMIT \(request.size) OFFSET \(request.offset)
            ) AS page
            JOIN unit ON unit.id = page.found
            JOIN panel_unit ON panel_unit.panel_id = \(panel.id) AND panel_unit.unit_id = page.found
            ORDER BY page.found
            """)
        return Page(items: try rows.map(flat), total: total, request: request)
    }

    static func find(_ unit: ID<Unit>, of panel: ID<Panel>, in tx: any Transaction) throws -> Flat? {
        try tx.first(
            """
            SELECT \(columns) FROM panel_unit JOIN unit ON unit.id = panel_unit.unit_id
            WHERE panel_unit.panel_id = \(panel) AND unit.id = \(unit)
            """
        ).map(flat)
    }

    /// The unit of this label at a panel.
    static func unit(labelled label: String, at panel: ID<Panel>, in tx: any Transaction) throws -> ID<Unit>? {
        try tx.first(
            """
            SELECT unit.id FROM panel_unit JOIN unit ON unit.id = panel_unit.unit_id
            WHERE panel_unit.panel_id = \(panel) AND unit.label = \(label)
            """
        ).map { try $0.id("id") }
    }

    static func tenants(of unit: ID<Unit>, at panel: Panel, in tx: any Transaction) throws -> [FlatTenant] {
        try tx.fetch(
            """
            SELECT user_account.id, user_account.login, user_account.name, tenant_panel.*
            FROM tenant
            JOIN tenant_panel ON tenant_panel.tenant_id = tenant.id AND tenant_panel.panel_id = \(panel.id)
            JOIN user_account ON user_account.id = tenant.user_id
            WHERE tenant.unit_id = \(unit) ORDER BY tenant.id
            """
        ).map { row in
            FlatTenant(
                user: try row.id("id"), login: Login(normalized: try row.text("login")),
                name: try row.optional("name", row.text),
                permissions: try TenantFlags(row).resolved(by: panel.defaults),
                createdAt: try row.instant("created_at"), updatedAt: try row.instant("updated_at"))
        }
    }

    private static func flat(from row: Row) throws -> Flat {
        Flat(
            id: try row.id("id"), panel: try row.id("panel_id"), label: try row.text("label"),
            landline: try row.optional("landline", row.text), sip: try row.optional("sip", row.text),
            keyCount: try row.int("key_count"), tenantCount: try row.int("tenant_count"))
    }
}

extension SQL {
    /// Whether a column has the text in it, as it stands: `%` and `_` are no wildcards, and case does not matter.
    static func contains(_ column: StaticString, _ text: String) -> SQL {
        let escaped = text.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
            .replacing("_", with: "\\_")
        return "lower(\(raw: column)) LIKE \("%" + escaped + "%") ESCAPE '\\'"
    }
}
