import Basics
import Identity
import Storage
import TimeZones

/// Reads everything that opens a panel's door in a stretch of time, one by one, in the order in which `DoorDecision` prefers
/// them: the building's code, tenants' codes and keys, virtual keys that open often, those that open once.
struct OfflineTable {
    let panel: Panel
    let building: BuildingRow
    let from: Instant
    let until: Instant
    let key: Secret
    let secrets: AccessSecrets
    let tx: any Transaction

    /// What holds for the whole building.
    struct BuildingRow {
        let zone: ZoneRules
        let qrKeysOpen: Bool
        let sealedPin: [UInt8]?

        init(of building: ID<Building>, _ zones: ZoneDatabase, in tx: any Transaction) throws {
            let row = try tx.first(
                "SELECT time_zone, qr_key_enabled, door_release_pin_sealed FROM building WHERE id = \(building)")
            guard let row else { throw Failure.notFound("building") }
            zone = try BuildingTable.zone(named: try row.text("time_zone"), zones)
            qrKeysOpen = try row.boolean("qr_key_enabled")
            sealedPin = try row.optional("door_release_pin_sealed", row.blob)
        }
    }

    func forEach(_ body: (OfflineCredential) throws -> Void) throws {
        try buildingPin(body)
        try tenantPins(body)
        try keys(body)
        try virtualKeys(once: false, body)
        try virtualKeys(once: true, body)
    }

    private func buildingPin(_ body: (OfflineCredential) throws -> Void) throws {
        guard let sealed = building.sealedPin else { return }
        let code = try PinTable.code(sealed, building: panel.building, secrets)
        try body(
            credential(.building, .pin, code.text, unit: nil, name: nil, openings: [always]))
    }

    private func tenantPins(_ body: (OfflineCredential) throws -> Void) throws {
        let tenants: SQL = """
            SELECT tenant.id, unit.label, user_account.name, pin.sealed, pin.needs_unit, \(OfflineTable.flags)
            FROM tenant_panel JOIN tenant ON tenant.id = tenant_panel.tenant_id
            JOIN pin ON pin.id = tenant.pin_id
            JOIN unit ON unit.id = tenant.unit_id JOIN user_account ON user_account.id = tenant.user_id
            WHERE tenant_panel.panel_id = \(panel.id) AND tenant.moved_out_at IS NULL
                AND user_account.revoked_at IS NULL
            ORDER BY tenant.id
            """
        try tx.forEach(tenants) { row in
            guard try TenantFlags(row).resolved(by: panel.defaults).openByCode else { return }
            let code = try PinTable.code(try row.blob("sealed"), building: panel.building, secrets)
            try body(
                credential(
                    .tenant(row.id("id")), .pin, code.text, unit: row.text("label"),
                    needsUnit: row.boolean("needs_unit"), name: row.optional("name", row.text), openings: [always]))
        }
    }

    private func keys(_ body: (OfflineCredential) throws -> Void) throws {
        let keys: SQL = """
            SELECT rfid_key.id, rfid_key.code, rfid_key.user_id, unit.label, user_account.name,
                tenant.id AS tenant_id, \(OfflineTable.flags), tenant_panel.panel_id AS at_panel
            FROM rfid_key JOIN unit ON unit.id = rfid_key.unit_id
            LEFT JOIN user_account ON user_account.id = rfid_key.user_id AND user_account.revoked_at IS NULL
            LEFT JOIN tenant ON tenant.unit_id = rfid_key.unit_id AND tenant.user_id = user_account.id
                AND tenant.moved_out_at IS NULL
            LEFT JOIN tenant_panel ON tenant_panel.tenant_id = tenant.id AND tenant_panel.panel_id = \(panel.id)
            WHERE rfid_key.panel_id = \(panel.id) ORDER BY rfid_key.id
            """
        try tx.forEach(keys) { row in
            let isCarried = try row["user_id"] != .null
            guard try isCarried ? row["at_panel"] != .null : panel.defaults.openByKey else { return }
            if isCarried, try !TenantFlags(row).resolved(by: panel.defaults).openByKey { return }
            try body(
                credential(
                    .key(row.id("id")), .key, row.text("code"), unit: row.text("label"),
                    name: row.optional("name", row.text), openings: [always]))
        }
    }

    private func virtualKeys(once: Bool, _ body: (OfflineCredential) throws -> Void) throws {
        let unused: SQL = once ? "AND virtual_key.used_at IS NULL" : ""
        let keys: SQL = """
            SELECT virtual_key.id AS key_id, virtual_key.name AS key_name, virtual_key.token_sealed,
                pin.sealed AS pin_sealed, unit.label, keychain.*, \(OfflineTable.flags)
            FROM keychain JOIN virtual_key ON virtual_key.keychain_id = keychain.id
            JOIN unit ON unit.id = keychain.unit_id
            LEFT JOIN pin ON pin.id = virtual_key.pin_id
            LEFT JOIN tenant ON tenant.id = keychain.tenant_id
            LEFT JOIN user_account ON user_account.id = tenant.user_id
            LEFT JOIN tenant_panel ON tenant_panel.tenant_id = tenant.id AND tenant_panel.panel_id = \(panel.id)
            WHERE keychain.building_id = \(panel.building) AND keychain.revoked_at IS NULL
                AND keychain.ends_at > \(from) AND keychain.starts_at < \(until)
                AND (keychain.kind = \(KeychainKind.oneTime.rawValue)) = \(once)
                AND virtual_key.revoked_at IS NULL \(unused)
                AND (NOT EXISTS (SELECT 1 FROM keychain_panel WHERE keychain_panel.keychain_id = keychain.id)
                    OR EXISTS (SELECT 1 FROM keychain_panel
                        WHERE keychain_panel.keychain_id = keychain.id AND keychain_panel.panel_id = \(panel.id)))
                AND CASE WHEN keychain.tenant_id IS NULL
                    THEN EXISTS (SELECT 1 FROM panel_unit
                        WHERE panel_unit.unit_id = keychain.unit_id AND panel_unit.panel_id = \(panel.id))
                    ELSE tenant.moved_out_at IS NULL AND user_account.revoked_at IS NULL
                        AND tenant_panel.panel_id IS NOT NULL END
            ORDER BY virtual_key.id
            """
        try tx.forEach(keys) { row in
            let openings = try KeychainTable.window(row).openings(from: from, until: until, in: building.zone)
            guard !openings.isEmpty else { return }
            let opensByCode =
                try row["tenant_id"] == .null
                ? panel.defaults.openByCode : TenantFlags(row).resolved(by: panel.defaults).openByCode
            let id: CredentialID = .virtualKey(try row.id("key_id"))
            let (unit, name) = (try row.text("label"), try row.text("key_name"))
            if opensByCode, let sealed = try row.optional("pin_sealed", row.blob) {
                let code = try PinTable.code(sealed, building: panel.building, secrets)
                try body(
                    credential(id, .pin, code.text, unit: unit, name: name, isOneTime: once, openings: openings))
            }
            if building.qrKeysOpen {
                let token = try secrets.open(row.blob("token_sealed"), for: "token")
                try body(credential(id, .qr, token, unit: unit, name: name, isOneTime: once, openings: openings))
            }
        }
    }

    private var always: KeychainWindow.Opening { KeychainWindow.Opening(from: from, until: until) }

    private func credential(
        _ id: CredentialID, _ reading: OfflineCredential.Reading, _ text: String, unit: String?,
        needsUnit: Bool = false, name: String?, isOneTime: Bool = false, openings: [KeychainWindow.Opening]
    ) -> OfflineCredential {
        OfflineCredential(
            id: id, reading: reading, hash: CredentialHash(of: text, for: reading.rawValue, key: key), unit: unit,
            needsUnit: needsUnit, name: name, isOneTime: isOneTime, openings: openings)
    }

    private static let flags: SQL = """
        tenant_panel.live, tenant_panel.archive, tenant_panel.open_by_key, tenant_panel.open_by_code,
        tenant_panel.open_by_face, tenant_panel.open_by_app
        """
}
