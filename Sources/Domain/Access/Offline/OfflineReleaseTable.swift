import Basics
import Identity
import Storage

/// Writes openings that a panel decided by itself, tied to whose key it was as far as that can be known.
struct OfflineReleaseTable {
    let panel: Panel
    let now: Instant
    let tx: any Transaction

    /// Tells whether webhooks were promised something.
    func insert(_ release: OfflineRelease) throws -> Bool {
        let owner = try owner(release.credential)
        var unit = owner.unit
        if unit == nil, let label = release.unit, case .success(let spelled) = panel.unitLabel(label.trimmed) {
            unit = try FlatTable.unit(labelled: spelled, at: panel.id, in: tx)
        }
        let name = release.name ?? owner.name
        let id = try tx.integer(
            """
            INSERT INTO door_release (organization_id, building_id, zone_id, panel_id, unit_id, tenant_id, user_id,
                virtual_key_id, release_method, door_release_type, name, logged_at, created_at)
            VALUES (\(panel.organization), \(panel.building), (SELECT zone_id FROM unit WHERE id = \(unit)),
                \(panel.id), \(unit), \(owner.tenant), \(owner.user), \(owner.key), \(release.method),
                \(release.type), \(name), \(min(release.loggedAt, now)), \(now))
            RETURNING id
            """)
        if let key = owner.key, try VirtualKeyTable.use(key, at: now, in: tx) {
            try KeychainTable.countUse(of: key, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
        }
        return try WebhookNews.opened(ID(id), building: panel.building, unit: unit, in: tx)
    }

    private struct Owner {
        var unit: ID<Unit>?
        var tenant: ID<Tenant>?
        var user: ID<User>?
        var key: ID<VirtualKey>?
        var name: String?
    }

    /// Whose credential it was; nobody's where it is of another building, or gone.
    private func owner(_ credential: CredentialID?) throws -> Owner {
        let row: Row? =
            switch credential {
            case nil, .building?: nil
            case .tenant(let id)?:
                try tx.first(
                    """
                    SELECT tenant.unit_id, tenant.id AS tenant_id, tenant.user_id, user_account.name, NULL AS key_id
                    FROM tenant JOIN user_account ON user_account.id = tenant.user_id
                    JOIN unit ON unit.id = tenant.unit_id JOIN zone ON zone.id = unit.zone_id
                    WHERE tenant.id = \(id) AND zone.building_id = \(panel.building)
                    """)
            case .key(let id)?:
                try tx.first(
                    """
                    SELECT rfid_key.unit_id, tenant.id AS tenant_id, tenant.user_id, user_account.name, NULL AS key_id
                    FROM rfid_key
                    LEFT JOIN tenant ON tenant.unit_id = rfid_key.unit_id AND tenant.user_id = rfid_key.user_id
                    LEFT JOIN user_account ON user_account.id = tenant.user_id
                    WHERE rfid_key.id = \(id) AND rfid_key.panel_id = \(panel.id)
                    """)
            case .virtualKey(let id)?:
                try tx.first(
                    """
                    SELECT keychain.unit_id, keychain.tenant_id, tenant.user_id, virtual_key.name,
                        virtual_key.id AS key_id
                    FROM virtual_key JOIN keychain ON keychain.id = virtual_key.keychain_id
                    LEFT JOIN tenant ON tenant.id = keychain.tenant_id
                    WHERE virtual_key.id = \(id) AND keychain.building_id = \(panel.building)
                    """)
            }
        guard let row else { return Owner() }
        return Owner(
            unit: try row.id("unit_id"), tenant: try row.optional("tenant_id") { try row.id($0) },
            user: try row.optional("user_id") { try row.id($0) }, key: try row.optional("key_id") { try row.id($0) },
            name: try row.optional("name", row.text))
    }
}
