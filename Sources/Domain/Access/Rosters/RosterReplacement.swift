import Basics
import Identity
import Storage

/// Writes a wanted roster over a stored one, inside one transaction.
///
/// Only what is tied to this panel goes. A unit that another panel has, or that somebody still lives in by way of another
/// panel, stays without this one; so does a tenant. Accounts are never deleted.
struct RosterReplacement {
    private let stored: StoredRoster
    private let wanted: Roster
    private let difference: RosterDifference
    private let now: Instant
    private let tx: any Transaction

    private var panel: ID<Panel> { stored.panel.id }

    init(of stored: StoredRoster, by wanted: Roster, at now: Instant, in tx: any Transaction) {
        self.stored = stored
        self.wanted = wanted
        self.now = now
        self.tx = tx
        difference = RosterDifference(from: stored, to: wanted)
    }

    func apply() throws -> RosterChanges {
        try removeKeys()
        try removeResidents()
        try removeUnits()
        let units = try addUnits()
        try changeUnits()
        let users = try accounts()
        try addResidents(units: units, users: users)
        try changeResidents()
        try addKeys(units: units, users: users)
        try changeKeys(users: users)
        try PanelTable.count(panel, in: tx)
        return difference.changes
    }

    // MARK: Removing

    private func removeKeys() throws {
        try tx.fetchRows(
            "DELETE FROM rfid_key WHERE id IN", in: difference.keysToRemove.map { .integer(stored.keyIDs[$0]) })
    }

    private func removeResidents() throws {
        let tenants = difference.residentsToRemove.map { stored.tenants[$0].id.sqlValue }
        try tx.fetchRows("DELETE FROM tenant_panel WHERE panel_id = \(panel) AND tenant_id IN", in: tenants)
        let pins = try tx.fetchRows(
            "SELECT pin_id FROM tenant WHERE pin_id IS NOT NULL AND id IN", in: tenants,
            "AND NOT EXISTS (SELECT 1 FROM tenant_panel WHERE tenant_panel.tenant_id = tenant.id)")
        try tx.fetchRows(
            "DELETE FROM integration WHERE tenant_id IN", in: tenants,
            "AND NOT EXISTS (SELECT 1 FROM tenant_panel WHERE tenant_panel.tenant_id = integration.tenant_id)")
        // Whoever has handed out keys has moved out, and stays for the history; their code is somebody else's to take.
        try tx.fetchRows(
            "UPDATE tenant SET moved_out_at = \(now), pin_id = NULL, updated_at = \(now) WHERE id IN", in: tenants,
            """
            AND NOT EXISTS (SELECT 1 FROM tenant_panel WHERE tenant_panel.tenant_id = tenant.id)
            AND EXISTS (SELECT 1 FROM keychain WHERE keychain.tenant_id = tenant.id)
            """)
        try tx.fetchRows(
            "DELETE FROM tenant WHERE id IN", in: tenants,
            """
            AND NOT EXISTS (SELECT 1 FROM tenant_panel WHERE tenant_panel.tenant_id = tenant.id)
            AND NOT EXISTS (SELECT 1 FROM keychain WHERE keychain.tenant_id = tenant.id)
            """)
        try tx.fetchRows(
            "DELETE FROM pin WHERE id IN", in: try pins.map { .integer(try $0.integer("pin_id")) },
            """
            AND NOT EXISTS (SELECT 1 FROM tenant WHERE tenant.pin_id = pin.id)
            AND NOT EXISTS (SELECT 1 FROM virtual_key WHERE virtual_key.pin_id = pin.id)
            """)
    }

    private func removeUnits() throws {
        let units = difference.unitsToRemove.map { stored.unitIDs[$0].sqlValue }
        try tx.fetchRows("DELETE FROM panel_unit WHERE panel_id = \(panel) AND unit_id IN", in: units)
        try tx.fetchRows(
            "DELETE FROM unit WHERE id IN", in: units,
            """
            AND NOT EXISTS (SELECT 1 FROM panel_unit WHERE panel_unit.unit_id = unit.id)
            AND NOT EXISTS (SELECT 1 FROM tenant WHERE tenant.unit_id = unit.id)
            AND NOT EXISTS (SELECT 1 FROM keychain WHERE keychain.unit_id = unit.id)
            AND NOT EXISTS (SELECT 1 FROM access_role WHERE access_role.unit_id = unit.id)
            """)
    }

    // MARK: Units

    /// The ids of the wanted units, by place.
    private func addUnits() throws -> [ID<Unit>] {
        var ids: [String: ID<Unit>] = [:]
        for (place, unit) in stored.roster.units.enumerated() { ids[unit.label] = stored.unitIDs[place] }
        let zone = try BuildingTable.defaultZone(of: stored.panel.building, in: tx)
        let labels = difference.unitsToAdd.map { wanted.units[$0].label }
        // The update of nothing makes RETURNING answer for units that the building already had.
        let rows = try tx.insertRows(
            "INSERT INTO unit (zone_id, label, created_at, updated_at)",
            labels.map { [.integer(zone), .text($0), now.sqlValue, now.sqlValue] },
            "ON CONFLICT (zone_id, label) DO UPDATE SET label = excluded.label RETURNING id, label")
        for row in rows { ids[try row.text("label")] = try row.id("id") }
        try tx.insertRows(
            "INSERT INTO panel_unit (panel_id, unit_id, landline, sip, created_at, updated_at)",
            try difference.unitsToAdd.map { place in
                let unit = wanted.units[place]
                return [
                    panel.sqlValue, try RosterReplacement.known(ids[unit.label]).sqlValue, .optional(unit.landline),
                    .optional(unit.sip), now.sqlValue, now.sqlValue,
                ]
            })
        return try wanted.units.map { try RosterReplacement.known(ids[$0.label]) }
    }

    private func changeUnits() throws {
        let statement = try tx.prepare(
            "UPDATE panel_unit SET landline = $1, sip = $2, updated_at = $3 WHERE panel_id = $4 AND unit_id = $5")
        try statement.executeAll(
            difference.unitsToChange.map { old, new in
                let unit = wanted.units[new]
                return [
                    .optional(unit.landline), .optional(unit.sip), now.sqlValue, panel.sqlValue,
                    stored.unitIDs[old].sqlValue,
                ]
            })
    }

    // MARK: Accounts

    /// The ids of all accounts that the additions and changes name; unknown logins become accounts without a password.
    private func accounts() throws -> [Login: ID<User>] {
        var names: [Login: String?] = [:]
        for resident in difference.residentsToAdd.map({ wanted.residents[$0] }) {
            // A blank name in one apartment agrees with the name in another.
            names[resident.login] = .some(resident.name ?? names[resident.login] ?? nil)
        }
        for place in difference.keysToAdd + difference.keysToChange.map(\.wanted) {
            if let login = wanted.keys[place].login, names[login] == nil { names[login] = .some(nil) }
        }
        let logins = names.keys.sorted { $0.text < $1.text }
        var users: [Login: ID<User>] = [:]
        let found = try tx.fetchRows(
            "SELECT id, login, name, created_by FROM user_account WHERE login IN", in: logins.map { .text($0.text) })
        for row in found {
            let login = Login(normalized: try row.text("login"))
            let user: ID<User> = try row.id("id")
            users[login] = user
            if let name = names[login] ?? nil {
                try rename(
                    user, from: try row.optional("name", row.text), to: name,
                    createdBy: try row.optional("created_by") { try row.id($0) })
            }
        }
        let rows = try tx.insertRows(
            "INSERT INTO user_account (login, name, created_by, created_at, updated_at)",
            logins.filter { users[$0] == nil }.map { login in
                [
                    .text(login.text), .optional(names[login] ?? nil), stored.panel.organization.sqlValue, now.sqlValue,
                    now.sqlValue,
                ]
            },
            // Another load may have made the account meanwhile.
            "ON CONFLICT (login) DO UPDATE SET login = excluded.login RETURNING id, login")
        for row in rows { users[Login(normalized: try row.text("login"))] = try row.id("id") }
        return users
    }

    private func rename(
        _ user: ID<User>, from old: String?, to new: String, createdBy: ID<Organization>?
    ) throws {
        guard old != new, old == nil || createdBy == stored.panel.organization else { return }
        try tx.execute("UPDATE user_account SET name = \(new), updated_at = \(now) WHERE id = \(user)")
    }

    // MARK: Residents

    private func addResidents(units: [ID<Unit>], users: [Login: ID<User>]) throws {
        let additions = try difference.residentsToAdd.map { place in
            let resident = wanted.residents[place]
            return (
                unit: units[resident.unit], user: try RosterReplacement.known(users[resident.login]),
                flags: resident.flags
            )
        }
        let rows = try tx.insertRows(
            "INSERT INTO tenant (unit_id, user_id, created_at, updated_at)",
            additions.map { [$0.unit.sqlValue, $0.user.sqlValue, now.sqlValue, now.sqlValue] },
            """
            ON CONFLICT (unit_id, user_id) DO UPDATE SET updated_at = excluded.updated_at, moved_out_at = NULL
            RETURNING id, unit_id, user_id
            """)
        var tenants: [[Int64]: Int64] = [:]
        for row in rows {
            tenants[[try row.integer("unit_id"), try row.integer("user_id")]] = try row.integer("id")
        }
        try tx.insertRows(
            """
            INSERT INTO tenant_panel (panel_id, tenant_id, created_at, updated_at,
                live, archive, open_by_key, open_by_code, open_by_face, open_by_app)
            """,
            try additions.map { addition in
                let tenant = try RosterReplacement.known(tenants[[addition.unit.number, addition.user.number]])
                return [panel.sqlValue, .integer(tenant), now.sqlValue, now.sqlValue] + addition.flags.sqlValues
            })
    }

    private func changeResidents() throws {
        let statement = try tx.prepare(
            """
            UPDATE tenant_panel SET live = $1, archive = $2, open_by_key = $3, open_by_code = $4, open_by_face = $5,
                open_by_app = $6, updated_at = $7
            WHERE panel_id = $8 AND tenant_id = $9
            """)
        try statement.executeAll(
            difference.residentsToChange.map { old, new in
                wanted.residents[new].flags.sqlValues
                    + [now.sqlValue, panel.sqlValue, stored.tenants[old].id.sqlValue]
            })
        for (old, new) in difference.residentsToChange {
            guard let name = wanted.residents[new].name else { continue }
            let row = stored.tenants[old]
            try rename(row.user, from: stored.roster.residents[old].name, to: name, createdBy: row.userCreatedBy)
        }
    }

    // MARK: Keys

    private func addKeys(units: [ID<Unit>], users: [Login: ID<User>]) throws {
        try tx.insertRows(
            "INSERT INTO rfid_key (panel_id, unit_id, user_id, code, created_at, updated_at)",
            difference.keysToAdd.map { place in
                let key = wanted.keys[place]
                return [
                    panel.sqlValue, units[key.unit].sqlValue, key.login.flatMap { users[$0] }?.sqlValue ?? .null,
                    .text(key.code.text), now.sqlValue, now.sqlValue,
                ]
            })
    }

    private func changeKeys(users: [Login: ID<User>]) throws {
        let statement = try tx.prepare("UPDATE rfid_key SET user_id = $1, updated_at = $2 WHERE id = $3")
        try statement.executeAll(
            difference.keysToChange.map { old, new in
                let user = wanted.keys[new].login.flatMap { users[$0] }
                return [user?.sqlValue ?? .null, now.sqlValue, .integer(stored.keyIDs[old])]
            })
    }

    private static func known<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw StorageError.decoding("a row just written did not come back") }
        return value
    }
}
