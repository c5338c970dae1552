import Basics
import Blobs
import Identity
import Storage

/// Files in which a virus was found: kept for a while for the operator to look at, for nobody to fetch.
enum QuarantineTable {
    static func insert(
        _ blob: Blob, named name: FileName, signature: String, by caller: Principal, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO quarantined_file (organization_id, uploader_id, name, signature, digest, size, created_at)
            VALUES (\(caller.organization), \(caller.user), \(name.text), \(signature), \(blob.digest), \(blob.size),
                \(try tx.now()))
            """)
    }

    static func newest(_ count: Int, in tx: any Transaction) throws -> [QuarantinedFile] {
        try tx.fetch("SELECT * FROM quarantined_file ORDER BY id DESC LIMIT \(count)").map { row in
            QuarantinedFile(
                id: try row.id("id"), organization: try row.id("organization_id"), uploader: try row.id("uploader_id"),
                name: try row.text("name"), signature: try row.text("signature"), digest: try row.digest("digest"),
                size: try row.integer("size"), createdAt: try row.instant("created_at"))
        }
    }

    static func delete(before then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM quarantined_file WHERE id IN (
                SELECT id FROM quarantined_file WHERE created_at < \(then) ORDER BY created_at LIMIT \(most))
            """)
    }
}
