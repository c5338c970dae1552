import Basics
import Storage

/// Something done every so often, by one process at a time.
public struct RecurringTask: Sendable {
    /// Unique; the key of its row.
    public let name: String
    /// From the start of a run to the start of the next.
    public let interval: Duration
    /// The part of the interval by which a run may be late, at random.
    public let jitter: Double
    let perform: @Sendable () async throws -> Void

    /// A task that was never run is run at once. One that throws is logged and run again after the interval.
    public init(
        _ name: String, every interval: Duration, jitter: Double = 0.1,
        perform: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.interval = interval
        self.jitter = min(max(jitter, 0), 1)
        self.perform = perform
    }

    /// Jobs that ended long ago are of no use any more.
    static func removingOldJobs(from storage: any Storage, options: JobWorkerOptions) -> RecurringTask {
        RecurringTask("remove-old-jobs", every: .seconds(3600)) {
            while try await storage.write({ tx in
                let now = try tx.now()
                // Nothing younger than this goes, so the index is read no further.
                let youngest = now - min(options.keepFinished, options.keepDead)
                return try tx.execute(
                    """
                    DELETE FROM job WHERE id IN (
                        SELECT id FROM job WHERE finished_at < \(youngest)
                        AND (state IN ('done', 'canceled') AND finished_at < \(now - options.keepFinished)
                            OR state = 'dead' AND finished_at < \(now - options.keepDead))
                        ORDER BY finished_at LIMIT 1000
                    )
                    """)
            }) == 1000 {}
        }
    }
}
