public import Basics
import Events
public import Identity
public import Storage

/// Takes a person out of the house: what is theirs alone goes, what others need stays without a name.
///
/// Their account, tokens and programs end; their PINs, keys, keychains, webhooks and roles go; openings stay as openings of
/// nobody. Keys that others sent to their address go too, and what waits to be told to them or of them names nobody.
public struct PersonErasure: Sendable {
    private let storage: any Storage

    /// What stands where a name or an address was.
    private static let nobody = "erased@erased.invalid"

    public init(storage: any Storage) {
        self.storage = storage
    }

    public func erase(_ user: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let homes = try tx.fetch(
                """
                SELECT tenant.id, tenant.unit_id, zone.building_id FROM tenant JOIN unit ON unit.id = tenant.unit_id
                JOIN zone ON zone.id = unit.zone_id WHERE tenant.user_id = \(user) ORDER BY zone.building_id
                """)
            let buildings = Set(try homes.map { try $0.id("building_id", of: Building.self) }).sorted()
            // In their order, as everybody takes them who takes several.
            for building in buildings { try BuildingTable.hold(building, in: tx) }
            guard let login = try Users.erase(user, at: now, in: tx) else { throw Failure.notFound("user") }
            var traces = Traces(buildings: Set(buildings))
            try PersonErasure.takeKeys(of: user, at: now, in: tx)
            for home in homes {
                try PersonErasure.moveOut(
                    try home.id("id"), of: user, unit: try home.id("unit_id"), at: now, &traces, in: tx)
            }
            try PersonErasure.takeKeys(sentTo: login, at: now, &traces, in: tx)
            try tx.execute("DELETE FROM pin WHERE user_id = \(user)")
            try tx.execute("DELETE FROM access_role WHERE user_id = \(user)")
            try traces.add(
                try tx.fetch(
                    """
                    UPDATE door_release SET name = NULL, user_id = NULL, tenant_id = NULL WHERE user_id = \(user)
                    RETURNING id, building_id
                    """))
            try WebhookErasure(user: user, openings: traces.openings).run(in: traces.buildings, tx)
            try PersonErasure.forgetNews(of: user, in: tx)
            for building in buildings { try PanelCommands.credentialsChanged(in: building, tx: tx) }
        }
    }

    /// The keys that they carry, at whatever doors.
    private static func takeKeys(of user: ID<User>, at now: Instant, in tx: any Transaction) throws {
        let carried = try tx.fetch(
            "SELECT panel_id, COUNT(*) AS number FROM rfid_key WHERE user_id = \(user) GROUP BY panel_id ORDER BY panel_id"
        )
        for row in carried {
            let panel: ID<Panel> = try row.id("panel_id")
            try tx.execute("DELETE FROM rfid_key WHERE panel_id = \(panel) AND user_id = \(user)")
            try PanelTable.touch(panel, keysAdded: -(try row.int("number")), at: now, in: tx)
        }
    }

    private static func moveOut(
        _ tenant: ID<Tenant>, of user: ID<User>, unit: ID<Unit>, at now: Instant, _ traces: inout Traces,
        in tx: any Transaction
    ) throws {
        for key in try tx.fetch(
            """
            SELECT virtual_key.id, virtual_key.keychain_id FROM virtual_key
            JOIN keychain ON keychain.id = virtual_key.keychain_id WHERE keychain.tenant_id = \(tenant)
            """)
        {
            try takeKey(try key.id("id"), of: try key.id("keychain_id"), at: now, &traces, in: tx)
        }
        try tx.execute(
            """
            UPDATE keychain SET name = 'Erased', revoked_at = COALESCE(revoked_at, \(now)), updated_at = \(now)
            WHERE tenant_id = \(tenant)
            """)
        let panels = try tx.fetch("SELECT panel_id FROM tenant_panel WHERE tenant_id = \(tenant) ORDER BY panel_id")
        try tx.execute("DELETE FROM tenant_panel WHERE tenant_id = \(tenant)")
        for panel in panels { try PanelTable.touch(try panel.id("panel_id"), tenantsAdded: -1, at: now, in: tx) }
        try tx.execute(
            """
            UPDATE tenant SET pin_id = NULL, moved_out_at = COALESCE(moved_out_at, \(now)), updated_at = \(now)
            WHERE id = \(tenant)
            """)
        try tx.execute("DELETE FROM integration WHERE tenant_id = \(tenant)")
        try tx.execute(
            "UPDATE door_call SET answered_by = NULL WHERE unit_id = \(unit) AND answered_by = \(user)")
    }

    /// The keys that others sent to their address.
    private static func takeKeys(
        sentTo login: String, at now: Instant, _ traces: inout Traces, in tx: any Transaction
    ) throws {
        for key in try tx.fetch("SELECT id, keychain_id FROM virtual_key WHERE recipient = \(login) ORDER BY id") {
            try takeKey(try key.id("id"), of: try key.id("keychain_id"), at: now, &traces, in: tx)
        }
    }

    private static func takeKey(
        _ key: ID<VirtualKey>, of keychain: ID<Keychain>, at now: Instant, _ traces: inout Traces,
        in tx: any Transaction
    ) throws {
        if let revoked = try VirtualKeyTable.revoke(key, of: keychain, at: now, in: tx) {
            if let pin = revoked.pin { try tx.execute("DELETE FROM pin WHERE id = \(pin)") }
            try KeychainTable.count(
                keychain, keysAdded: -1, unusedAdded: revoked.wasUnused ? -1 : 0, at: now, in: tx)
        }
        try tx.execute(
            "UPDATE virtual_key SET name = 'Erased', recipient = \(nobody), updated_at = \(now) WHERE id = \(key)")
        try traces.add(
            try tx.fetch(
                "UPDATE door_release SET name = NULL WHERE virtual_key_id = \(key) RETURNING id, building_id"))
    }

    /// What was told, or was to be, on their own channel and those of their tokens.
    private static func forgetNews(of user: ID<User>, in tx: any Transaction) throws {
        try Outbox.forget("private-user.\(user)", in: tx)
        for token in try tx.fetch("SELECT id FROM token WHERE user_id = \(user) ORDER BY id") {
            try Outbox.forget("private-token.\(try token.integer("id"))", in: tx)
        }
    }

    /// Where other copies of a name may be.
    private struct Traces {
        var buildings: Set<ID<Building>>
        /// That tell of nobody any more.
        var openings: Set<Int64> = []

        mutating func add(_ rows: [Row]) throws {
            for row in rows {
                openings.insert(try row.integer("id"))
                buildings.insert(try row.id("building_id"))
            }
        }
    }
}
