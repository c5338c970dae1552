public import Basics
public import Storage

/// Takes in what panels opened while they were offline.
public struct OfflineReleases: Sendable {
    private let storage: any Storage
    private let wakeWorkers: @Sendable () -> Void

    /// Openings in one transaction: other panels ask for decisions meanwhile.
    private static let batch = 100

    /// - Parameter wakeWorkers: called after webhooks were promised something.
    public init(storage: any Storage, wakeWorkers: @escaping @Sendable () -> Void = {}) {
        self.storage = storage
        self.wakeWorkers = wakeWorkers
    }

    /// Stores those that the panel has not told of before, and tells how many these were.
    ///
    /// A panel that does not hear the answer sends the same again; whatever was stored is not stored twice. An opening that
    /// claims to be of the future is of now.
    public func store(_ releases: [OfflineRelease], by panel: ID<Panel>) async throws -> Int {
        var stored = 0
        var isTold = false
        for start in stride(from: 0, to: releases.count, by: OfflineReleases.batch) {
            let part = releases[start..<min(start + OfflineReleases.batch, releases.count)]
            let (count, told) = try await storage.write { tx in
                guard let panel = try PanelTable.find(panel, in: tx) else { throw Failure.notFound("panel") }
                let now = try tx.now()
                let new = try PanelEventTable.note(part.map(\.event), of: panel.id, at: now, in: tx)
                let keep = OfflineReleaseTable(panel: panel, now: now, tx: tx)
                var kept: Set<String> = []
                var isTold = false
                for release in part where new.contains(release.event) && kept.insert(release.event).inserted {
                    if try keep.insert(release) { isTold = true }
                }
                return (kept.count, isTold)
            }
            stored += count
            isTold = isTold || told
        }
        if isTold { wakeWorkers() }
        return stored
    }

    /// Forgets what panels told of a month ago; 1,000 a transaction.
    public func prune() async throws {
        let batch = 1000
        while try await storage.write({ tx in
            try PanelEventTable.delete(before: try tx.now() - .seconds(31 * 86_400), most: batch, in: tx)
        }) == batch {}
    }
}

/// What panels have told of, by their own names for it.
enum PanelEventTable {
    /// Notes them, and tells which were not known.
    static func note(
        _ events: [String], of panel: ID<Panel>, at now: Instant, in tx: any Transaction
    ) throws -> Set<String> {
        let rows = try tx.insertRows(
            "INSERT INTO panel_event (panel_id, event, created_at)",
            events.map { [panel.sqlValue, .text($0), now.sqlValue] },
            "ON CONFLICT (panel_id, event) DO NOTHING RETURNING event")
        return Set(try rows.map { try $0.text("event") })
    }

    static func delete(before then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM panel_event WHERE (panel_id, event) IN
                (SELECT panel_id, event FROM panel_event WHERE created_at < \(then) ORDER BY created_at LIMIT \(most))
            """)
    }
}
