public import Basics
import Identity
import Storage
public import TimeZones

/// What a visitor is told of a key: where it opens what, when, and with which PIN and QR code.
public struct VisitorKey: Sendable {
    public let id: ID<VirtualKey>
    /// The visitor's name, or where the key was sent.
    public let name: String
    public let recipient: KeyRecipient
    public let building: String
    public let address: String
    public let unit: String
    /// Who gave it; nil where it is the unit's.
    public let host: String?
    /// The names of the doors, 50 at most.
    public let doors: [String]
    public let pin: PinCode?
    /// What the QR code says; nil where the building opens to none.
    public let token: Secret?
    public let isOneTime: Bool
    public let window: KeychainWindow
    public let zone: ZoneRules

    /// - Returns: nil where there is no such key, or it opens nothing any more.
    static func find(
        _ id: ID<VirtualKey>, _ secrets: AccessSecrets, _ zones: ZoneDatabase, in tx: any Transaction
    ) throws -> VisitorKey? {
        let row = try tx.first(
            """
            SELECT keychain.*, virtual_key.name AS key_name, virtual_key.recipient, virtual_key.token_sealed,
                virtual_key.used_at, virtual_key.revoked_at AS key_revoked_at, pin.sealed AS pin_sealed,
                building.name AS building_name, building.address, building.time_zone, building.qr_key_enabled,
                unit.label, tenant.moved_out_at, user_account.name AS host_name,
                user_account.revoked_at AS host_revoked_at
            FROM virtual_key JOIN keychain ON keychain.id = virtual_key.keychain_id
            JOIN building ON building.id = keychain.building_id JOIN unit ON unit.id = keychain.unit_id
            LEFT JOIN pin ON pin.id = virtual_key.pin_id LEFT JOIN tenant ON tenant.id = keychain.tenant_id
            LEFT JOIN user_account ON user_account.id = tenant.user_id
            WHERE virtual_key.id = \(id)
            """)
        guard let row else { return nil }
        for column in ["key_revoked_at", "revoked_at", "moved_out_at", "host_revoked_at"] {
            guard try row[column] == .null else { return nil }
        }
        let isOneTime = try row.text("kind") == KeychainKind.oneTime.rawValue
        let window = try KeychainTable.window(row)
        guard try window.phase(at: try tx.now()) != .over, try !isOneTime || row["used_at"] == .null,
            let recipient = KeyRecipient(try row.text("recipient"))
        else { return nil }
        let building: ID<Building> = try row.id("building_id")
        return VisitorKey(
            id: id, name: try row.text("key_name"), recipient: recipient, building: try row.text("building_name"),
            address: try row.text("address"), unit: try row.text("label"),
            host: try row.optional("host_name", row.text),
            doors: try doors(of: try row.id("id"), unit: try row.id("unit_id"), in: tx),
            pin: try row.optional("pin_sealed", row.blob).map { try PinTable.code($0, building: building, secrets) },
            token: try row.boolean("qr_key_enabled")
                ? Secret(try secrets.open(row.blob("token_sealed"), for: "token")) : nil,
            isOneTime: isOneTime, window: window,
            zone: try BuildingTable.zone(named: try row.text("time_zone"), zones))
    }

    /// Those of the keychain; without any of its own, those of its unit.
    private static func doors(of keychain: ID<Keychain>, unit: ID<Unit>, in tx: any Transaction) throws -> [String] {
        let chosen = try tx.fetch(
            """
            SELECT panel.title FROM keychain_panel JOIN panel ON panel.id = keychain_panel.panel_id
            WHERE keychain_panel.keychain_id = \(keychain) AND panel.revoked_at IS NULL ORDER BY panel.id LIMIT 50
            """)
        if !chosen.isEmpty { return try chosen.map { try $0.text("title") } }
        return try tx.fetch(
            """
            SELECT panel.title FROM panel_unit JOIN panel ON panel.id = panel_unit.panel_id
            WHERE panel_unit.unit_id = \(unit) AND panel.revoked_at IS NULL ORDER BY panel.id LIMIT 50
            """
        ).map { try $0.text("title") }
    }
}
