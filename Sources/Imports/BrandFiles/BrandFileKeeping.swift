import Basics
import Files
import Identity
public import Storage

/// Keeps the tables of brand files from growing for ever.
public struct BrandFileKeeping: Sendable {
    private let storage: any Storage
    private let retention: Duration

    /// - Parameter retention: how long files are kept after they have ended.
    public init(storage: any Storage, retention: Duration) {
        self.storage = storage
        self.retention = retention
    }

    /// Removes what is past keeping and gives its room back; 1,000 rows a transaction.
    public func tidy() async throws {
        while try await storage.write({ tx in
            let rows = try tx.fetch(
                """
                DELETE FROM brand_file WHERE id IN (
                    SELECT id FROM brand_file WHERE finished_at < \(try tx.now() - retention)
                    ORDER BY finished_at LIMIT 1000)
                RETURNING organization_id, size
                """)
            for (organization, rows) in Dictionary(grouping: rows, by: { $0.values[0].asInteger ?? 0 }) {
                let bytes = try rows.reduce(0) { try $0 + $1.integer("size") }
                try FileIntake.giveRoomBack(bytes, files: rows.count, of: ID(organization), in: tx)
            }
            return rows.count
        }) == 1000 {}
        var place: (organization: Int64, digest: String) = (0, "")
        while let next = try await storage.write({ [place] tx in
            try FetchedImageTable.tidy(after: place, most: 1000, in: tx)
        }) {
            place = next
        }
    }
}
