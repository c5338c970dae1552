public import Basics
public import Storage

/// Keeps the tables of import runs from growing for ever, and tells which blobs they still need.
public struct ImportHousekeeping: Sendable {
    private let storage: any Storage
    private let retention: Duration

    /// - Parameter retention: how long finished runs keep their workbooks; the last load of a subject keeps its own.
    public init(storage: any Storage, retention: Duration = .seconds(90 * 86_400)) {
        self.storage = storage
        self.retention = retention
    }

    /// Lets staged runs expire whose time is up, and removes runs that finished before the retention time, 1,000 at once.
    public func tidy() async throws {
        let retention = retention
        while try await storage.write({ tx in
            let now = try tx.now()
            let expired = try tx.execute(
                """
                UPDATE import_run SET state = 'expired', finished_at = \(now) WHERE id IN
                    (SELECT id FROM import_run WHERE state = 'staged' AND expires_at <= \(now) LIMIT 1000)
                """)
            let removed = try tx.execute(
                """
                DELETE FROM import_run WHERE id IN
                    (SELECT id FROM import_run WHERE finished_at < \(now - retention) AND NOT is_last_load LIMIT 1000)
                """)
            return expired == 1000 || removed == 1000
        }) {}
    }

    /// Which of these blobs a run refers to.
    public func referenced(among digests: [Digest]) async throws -> Set<Digest> {
        try await storage.read { tx in try BlobReferences.among(digests, in: tx) }
    }
}
