import Basics
import Blobs
import Files
import Identity
import Storage

/// Which contents of images count in whose quota: each once, however many products show it.
enum FetchedImageTable {
    /// Throws `insufficientStorage` where there is no room.
    static func keep(
        _ blob: Blob, of organization: ID<Organization>, intake: FileIntake, at now: Instant, in tx: any Transaction
    ) throws {
        let added = try tx.execute(
            """
            INSERT INTO fetched_image (organization_id, digest, size, created_at)
            VALUES (\(organization), \(blob.digest), \(blob.size), \(now))
            ON CONFLICT (organization_id, digest) DO NOTHING
            """)
        if added == 1 { try intake.takeRoom(blob.size, of: organization, in: tx) }
    }

    /// Gives back the room of contents that no image of the organization has any more, in the order of their keys.
    ///
    /// - Returns: the last that was looked at; nil where there are no more.
    static func tidy(
        after place: (organization: Int64, digest: String), most: Int, in tx: any Transaction
    ) throws -> (organization: Int64, digest: String)? {
        let rows = try tx.fetch(
            """
            SELECT organization_id, digest, size, EXISTS (
                SELECT 1 FROM product_image WHERE product_image.digest = fetched_image.digest
                    AND product_image.organization_id = fetched_image.organization_id
            ) AS is_needed
            FROM fetched_image
            WHERE (organization_id, digest) > (\(place.organization), \(place.digest))
            ORDER BY organization_id, digest LIMIT \(most)
            """)
        for row in rows where try !row.boolean("is_needed") {
            let organization: ID<Organization> = try row.id("organization_id")
            let removed = try tx.execute(
                """
                DELETE FROM fetched_image WHERE organization_id = \(organization) AND digest = \(try row.digest("digest"))
                """)
            if removed == 1 { try FileIntake.giveRoomBack(try row.integer("size"), of: organization, in: tx) }
        }
        guard rows.count == most, let last = rows.last else { return nil }
        return (try last.integer("organization_id"), try last.text("digest"))
    }
}
