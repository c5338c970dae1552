import Basics
import Storage

enum VirtualKeyTable {
    static func insert(
        _ name: String, _ recipient: KeyRecipient, keychain: ID<Keychain>, pin: ID<Pin>, token: Secret,
        _ secrets: AccessSecrets, at now: Instant, in tx: any Transaction
    ) throws -> VirtualKey {
        let sealed = try secrets.seal(token.exposed, for: "token")
        let rows = try tx.fetch(
            """
            INSERT INTO virtual_key (keychain_id, name, recipient, pin_id, token_hash, token_sealed, created_at,
                updated_at)
            VALUES (\(keychain), \(name), \(recipient.text), \(pin), \(secrets.hash(ofToken: token.exposed).hex),
                \(sealed), \(now), \(now))
            RETURNING *
            """)
        return try key(rows[0])
    }

    /// The keys of a keychain that are not revoked, with their secrets.
    static func all(
        of keychain: ID<Keychain>, _ secrets: AccessSecrets, in tx: any Transaction
    ) throws -> [VirtualKeyDetails] {
        try all("virtual_key.keychain_id", in: [keychain.sqlValue], secrets, tx)
    }

    /// Takes a key out of use; nil where it was, or is not of the keychain. Answers whether it was unused, and its code.
    static func revoke(
        _ id: ID<VirtualKey>, of keychain: ID<Keychain>, at now: Instant, in tx: any Transaction
    ) throws -> (wasUnused: Bool, pin: ID<Pin>?)? {
        let found = try tx.first(
            """
            SELECT pin_id FROM virtual_key
            WHERE id = \(id) AND keychain_id = \(keychain) AND revoked_at IS NULL \(tx.dialect.forUpdate)
            """)
        guard let found else { return nil }
        let rows = try tx.fetch(
            """
            UPDATE virtual_key SET revoked_at = \(now), pin_id = NULL, updated_at = \(now) WHERE id = \(id)
            RETURNING used_at
            """)
        return (
            try rows[0].optional("used_at", rows[0].instant) == nil,
            try found.optional("pin_id") { try found.id($0) }
        )
    }

    /// Marks the first use. Of all that ask at once, on whatever server, one is told yes.
    static func use(_ id: ID<VirtualKey>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE virtual_key SET used_at = \(now), updated_at = \(now)
            WHERE id = \(id) AND used_at IS NULL AND revoked_at IS NULL
            """) == 1
    }

    static func key(_ row: Row) throws -> VirtualKey {
        guard let recipient = KeyRecipient(try row.text("recipient")) else {
            throw StorageError.decoding("a virtual key has no recipient")
        }
        return VirtualKey(
            id: try row.id("id"), keychain: try row.id("keychain_id"), name: try row.text("name"),
            recipient: recipient, usedAt: try row.optional("used_at", row.instant),
            sentAt: try row.optional("sent_at", row.instant), revokedAt: try row.optional("revoked_at", row.instant),
            createdAt: try row.instant("created_at"))
    }
}
