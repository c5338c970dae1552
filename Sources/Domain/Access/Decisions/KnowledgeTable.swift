import Basics
import Identity
import Storage
import TimeZones

/// Reads what has to be known for one decision: the panel, its building, and the few rows that fit what was shown.
struct KnowledgeTable {
    let panel: Panel
    let secrets: AccessSecrets
    let zones: ZoneDatabase
    let tx: any Transaction

    /// Nil where no key and no code can fit what was shown.
    func find(_ shown: ShownCredential) throws -> (reading: DoorReading, known: DoorKnowledge)? {
        switch shown {
        case .key(let text): try KeyCode(text).map { (.key($0), try knowledge(of: $0)) }
        case .pin(let text, let label): try find(pin: text, unit: label)
        case .qr(let text):
            try known(token: secrets.hash(ofToken: text))
        }
    }

    // MARK: What was shown

    private func knowledge(of code: KeyCode) throws -> DoorKnowledge {
        guard
            let row = try tx.first(
                "SELECT id, unit_id, user_id FROM rfid_key WHERE panel_id = \(panel.id) AND code = \(code.text)")
        else { return try knowledge() }
        let unit: ID<Unit> = try row.id("unit_id")
        guard let user: ID<User> = try row.optional("user_id", { try row.id($0) }) else {
            return try knowledge(keys: [KeyStanding(id: try row.id("id"), code: code, unit: unit)])
        }
        let carriers = try tenants("tenant.unit_id = \(unit) AND tenant.user_id = \(user)")
        // Whoever carries it without living there is as good as moved out.
        let key = KeyStanding(id: try row.id("id"), code: code, unit: unit, tenant: carriers.first?.id ?? ID(0))
        return try knowledge(tenants: carriers, keys: [key])
    }

    private func find(pin text: String, unit label: String?) throws -> (DoorReading, DoorKnowledge)? {
        var unit: ID<Unit>?
        if let label {
            guard case .success(let spelled) = panel.unitLabel(label.trimmed),
                let found = try FlatTable.unit(labelled: spelled, at: panel.id, in: tx)
            else { return nil }
            unit = found
        }
        let hash = secrets.hash(ofPin: text, in: panel.building)
        let pin = try tx.first(
            "SELECT id, needs_unit FROM pin WHERE building_id = \(panel.building) AND hash = \(hash.hex)")
        guard let pin else { return (.pin(hash, unit: unit), try knowledge()) }
        let id: ID<Pin> = try pin.id("id")
        let needsUnit = try pin.boolean("needs_unit")
        let holders = try tenants("tenant.pin_id = \(id)").map { holder in
            var holder = holder
            holder.pin = hash
            holder.pinNeedsUnit = needsUnit
            return holder
        }
        let keys = try virtualKeys("virtual_key.pin_id = \(id)", pin: hash)
        return (.pin(hash, unit: unit), try knowledge(tenants: holders, visitors: keys))
    }

    private func known(token: CredentialHash) throws -> (DoorReading, DoorKnowledge) {
        let keys = try virtualKeys("virtual_key.token_hash = \(token.hex)", pin: nil)
        return (.qr(token), try knowledge(visitors: keys))
    }

    // MARK: Rows

    private func knowledge(
        tenants: [TenantStanding] = [], keys: [KeyStanding] = [],
        visitors: (keys: [VirtualKeyStanding], keychains: [KeychainStanding], owners: [TenantStanding]) = ([], [], [])
    ) throws -> DoorKnowledge {
        let row = try tx.first(
            """
            SELECT panel.enabled, building.time_zone, building.qr_key_enabled, building.door_release_pin_hash
            FROM panel JOIN building ON building.id = panel.building_id WHERE panel.id = \(panel.id)
            """)
        guard let row else { throw Failure.notFound("panel") }
        let people = Dictionary((tenants + visitors.owners).map { ($0.id, $0) }) { holder, _ in holder }
        return DoorKnowledge(
            panel: PanelStanding(
                id: panel.id, building: panel.building, isEnabled: try row.boolean("enabled"),
                opensByKey: panel.defaults.openByKey, opensByCode: panel.defaults.openByCode),
            building: BuildingStanding(
                id: panel.building, zone: try BuildingTable.zone(named: try row.text("time_zone"), zones),
                qrKeysOpen: try row.boolean("qr_key_enabled"),
                doorReleasePin: try row.optional("door_release_pin_hash", row.text)
                    .flatMap(CredentialHash.init(hex:))),
            tenants: Array(people.values), keys: keys, keychains: visitors.keychains, virtualKeys: visitors.keys)
    }

    private func tenants(_ condition: SQL) throws -> [TenantStanding] {
        try tx.fetch(
            """
            SELECT tenant.id, tenant.unit_id, tenant.moved_out_at, user_account.revoked_at, tenant_panel.panel_id,
                tenant_panel.live, tenant_panel.archive, tenant_panel.open_by_key, tenant_panel.open_by_code,
                tenant_panel.open_by_face, tenant_panel.open_by_app
            FROM tenant JOIN user_account ON user_account.id = tenant.user_id
            LEFT JOIN tenant_panel ON tenant_panel.tenant_id = tenant.id AND tenant_panel.panel_id = \(panel.id)
            WHERE \(condition)
            """
        ).map { row in
            let rights = try TenantFlags(row).resolved(by: panel.defaults)
            return TenantStanding(
                id: try row.id("id"), unit: try row.id("unit_id"),
                movedOutAt: try row.optional("moved_out_at", row.instant) ?? row.optional("revoked_at", row.instant),
                isAtPanel: try row["panel_id"] != .null, opensByKey: rights.openByKey, opensByCode: rights.openByCode)
        }
    }

    private func virtualKeys(
        _ condition: SQL, pin: CredentialHash?
    ) throws -> (keys: [VirtualKeyStanding], keychains: [KeychainStanding], owners: [TenantStanding]) {
        let rows = try tx.fetch(
            """
            SELECT virtual_key.id AS key_id, virtual_key.token_hash, virtual_key.used_at,
                virtual_key.revoked_at AS key_revoked_at, keychain.*,
                EXISTS (SELECT 1 FROM panel_unit
                    WHERE panel_unit.unit_id = keychain.unit_id AND panel_unit.panel_id = \(panel.id)) AS is_at_panel
            FROM virtual_key JOIN keychain ON keychain.id = virtual_key.keychain_id
            WHERE \(condition) AND keychain.building_id = \(panel.building)
            """)
        var keys: [VirtualKeyStanding] = []
        var keychains: [KeychainStanding] = []
        var owners: [TenantStanding] = []
        for row in rows {
            let id: ID<Keychain> = try row.id("id")
            guard let token = CredentialHash(hex: try row.text("token_hash")) else { continue }
            keys.append(
                VirtualKeyStanding(
                    id: try row.id("key_id"), keychain: id, pin: pin, token: token,
                    usedAt: try row.optional("used_at", row.instant),
                    revokedAt: try row.optional("key_revoked_at", row.instant)
                        ?? row.optional("revoked_at", row.instant)))
            let tenant: ID<Tenant>? = try row.optional("tenant_id") { try row.id($0) }
            if let tenant { owners += try tenants("tenant.id = \(tenant)") }
            let panels = try tx.fetch("SELECT panel_id FROM keychain_panel WHERE keychain_id = \(id)")
            keychains.append(
                KeychainStanding(
                    id: id,
                    owner: try tenant.map { .tenant($0) }
                        ?? .unit(row.id("unit_id"), isAtPanel: row.boolean("is_at_panel")),
                    isOneTime: try row.text("kind") == KeychainKind.oneTime.rawValue,
                    window: try KeychainTable.window(row), panels: try panels.map { try $0.id("panel_id") }))
        }
        return (keys, keychains, owners)
    }
}
