import Basics
import Storage

extension VirtualKeyTable {
    /// Keys that are not revoked, with their secrets and the newest of what they opened.
    ///
    /// - Parameter column: which of their columns has one of the values.
    static func all(
        _ column: StaticString, in values: [SQLValue], _ secrets: AccessSecrets, _ tx: any Transaction
    ) throws -> [VirtualKeyDetails] {
        let rows = try tx.fetchRows(
            """
            SELECT virtual_key.*, pin.sealed AS pin_sealed, keychain.building_id, keychain.kind FROM virtual_key
            JOIN keychain ON keychain.id = virtual_key.keychain_id LEFT JOIN pin ON pin.id = virtual_key.pin_id
            WHERE virtual_key.revoked_at IS NULL AND \(raw: column) IN
            """, in: values, "ORDER BY virtual_key.id")
        let releases = try tx.fetchRows(
            "SELECT id, virtual_key_id FROM door_release WHERE virtual_key_id IN",
            in: try rows.map { .integer(try $0.integer("id")) }, "ORDER BY id DESC LIMIT 2000")
        var opened: [Int64: [ID<DoorRelease>]] = [:]
        for release in releases {
            opened[try release.integer("virtual_key_id"), default: []].append(try release.id("id"))
        }
        let links = KeyLinks(secrets: secrets)
        return try rows.map { row in
            let key = try key(row)
            return VirtualKeyDetails(
                key: key,
                pin: try row.optional("pin_sealed", row.blob).map { sealed in
                    try PinTable.code(sealed, building: try row.id("building_id"), secrets)
                }, token: Secret(try secrets.open(row.blob("token_sealed"), for: "token")),
                page: links.page(of: key.id), image: links.image(of: key.id),
                isOneTime: try row.text("kind") == KeychainKind.oneTime.rawValue,
                releases: opened[try row.integer("id")] ?? [])
        }
    }
}
