import Basics
import Identity
import Storage

enum UploadLinkTable {
    static func insert(
        _ digest: Digest, by caller: Principal, _ fields: UploadFields, for lifetime: Duration, in tx: any Transaction
    ) throws -> Instant {
        let now = try tx.now()
        let words = caller.permissions.map(\.rawValue).sorted().joined(separator: " ")
        try tx.execute(
            """
            INSERT INTO upload_link (digest, organization_id, user_id, token_id, permissions, fields, created_at, expires_at)
            VALUES (\(digest), \(caller.organization), \(caller.user), \(caller.token), \(words), \(fields.text),
                \(now), \(now + lifetime))
            """)
        return now + lifetime
    }

    static func find(_ digest: Digest, in tx: any Transaction) throws -> UploadLink? {
        try tx.first("SELECT * FROM upload_link WHERE digest = \(digest)").map { row in
            UploadLink(
                id: try row.id("id"), organization: try row.id("organization_id"), user: try row.id("user_id"),
                token: try row.id("token_id"),
                permissions: Set(
                    try row.text("permissions").split(separator: " ").compactMap { Permission(rawValue: String($0)) }),
                fields: UploadFields(text: try row.text("fields")), isUsed: try row.boolean("is_used"),
                expiresAt: try row.instant("expires_at"))
        }
    }

    /// Throws where the link was used or has lapsed. There need not be one.
    static func use(_ link: UploadLink?, in tx: any Transaction) throws {
        guard let link else { return }
        guard link.expiresAt > (try tx.now()) else { throw UploadFailures.lapsedLink }
        let used = try tx.execute("UPDATE upload_link SET is_used = TRUE WHERE id = \(link.id) AND NOT is_used")
        guard used == 1 else { throw UploadFailures.usedLink }
    }

    /// Forgets what has lapsed and has no upload any more, at most so many.
    static func forget(most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM upload_link WHERE id IN (
                SELECT id FROM upload_link AS link WHERE expires_at < \(try tx.now())
                    AND NOT EXISTS (SELECT 1 FROM upload WHERE upload.link_id = link.id)
                ORDER BY expires_at LIMIT \(most))
            """)
    }
}
