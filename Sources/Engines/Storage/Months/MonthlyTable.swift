package import Basics

/// A table that only grows, whose rows are kept for a while.
///
/// On PostgreSQL it is partitioned by the month of `created_at`, so that old months go at once; on SQLite it is a plain
/// table from which old rows are deleted. Its migration says
/// `CREATE TABLE thing (id {identity by month}, created_at BIGINT NOT NULL, …) {by month thing};` and has an index on
/// `created_at`. A UNIQUE constraint of it must include `created_at`. Ids are unique by their sequence alone.
///
/// A row never waits for its month: one that has no partition goes to the default partition. As long as rows of a month
/// lie there, that month gets no partition of its own; they go when they are past keeping, as on SQLite.
public struct MonthlyTable: Sendable {
    public let name: String
    /// How long rows are kept at least; on PostgreSQL up to a month longer.
    public let retention: Duration

    /// Partitions made ahead, the present month's included.
    private static let ahead = 3
    private static let batch = 1000

    public init(_ name: StaticString, kept retention: Duration) {
        self.name = "\(name)"
        self.retention = retention
    }

    /// Makes the partitions of this month and the next two where they are missing. Several servers may do so at once.
    public func makeMonths(in storage: any Storage) async throws {
        try await makeMonths(in: storage, at: try await storage.read { tx in try tx.now() })
    }

    /// Makes months ahead and removes what is past keeping, 1,000 rows or one month in a transaction.
    public func tend(_ storage: any Storage) async throws {
        try await tend(storage, at: try await storage.read { tx in try tx.now() })
    }

    package func tend(_ storage: any Storage, at now: Instant) async throws {
        try await makeMonths(in: storage, at: now)
        try await dropMonths(in: storage, before: now - retention)
        // On PostgreSQL the months have their rows; only those of the default partition go one by one.
        let table = storage.dialect.product == .postgres ? "\(name)_default" : name
        while try await storage.write({ tx in try deleteRows(of: table, before: now - retention, in: tx) })
            == Self.batch
        {}
    }

    package func makeMonths(in storage: any Storage, at now: Instant) async throws {
        guard storage.dialect.product == .postgres else { return }
        var month = Month(of: now)
        let present = try await storage.read { tx in try months(in: tx) }
        for _ in 0..<Self.ahead {
            if !present.contains(month) { try await make(month, in: storage) }
            month = month.next
        }
    }

    private func make(_ month: Month, in storage: any Storage) async throws {
        let partition = "\(name)_\(month.suffix)"
        do {
            try await storage.write { tx in
                try take(tx)
                guard try !months(in: tx).contains(month), try !defaultHolds(month, in: tx) else { return }
                // Attached, for making it in place would stop all who read or write the table.
                try tx.executeScript(
                    """
                    CREATE TABLE \(partition) (LIKE \(name) INCLUDING ALL EXCLUDING IDENTITY);
                    ALTER TABLE \(name) ATTACH PARTITION \(partition)
                        FOR VALUES FROM (\(month.start.microseconds)) TO (\(month.end.microseconds));
                    """)
            }
        } catch StorageError.constraint(.check, _) {
            // A row of this month has come to the default partition meanwhile; it stays there.
        }
    }

    private func dropMonths(in storage: any Storage, before moment: Instant) async throws {
        guard storage.dialect.product == .postgres else { return }
        let past = try await storage.read { tx in try months(in: tx).filter { $0.end <= moment } }
        for month in past.sorted() {
            try await storage.write { tx in
                try take(tx)
                try tx.executeScript("DROP TABLE IF EXISTS \(name)_\(month.suffix)")
            }
        }
    }

    /// One server at a time; and rather later than that everybody waits behind us for somebody who takes long.
    private func take(_ tx: any Transaction) throws {
        if let lock = tx.dialect.lockSchema { _ = try tx.fetch(lock) }
        try tx.executeScript("SET LOCAL lock_timeout = '5s'")
    }

    private func months(in tx: any Transaction) throws -> Set<Month> {
        let names = try tx.fetch(
            """
            SELECT CAST(child.relname AS TEXT) AS name
            FROM pg_inherits JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
            WHERE pg_inherits.inhparent = to_regclass(\(name))
            """
        ).map { try $0.text("name") }
        return Set(names.compactMap { Month(suffix: $0.dropFirst(name.count + 1)) })
    }

    private func defaultHolds(_ month: Month, in tx: any Transaction) throws -> Bool {
        try !tx.prepare("SELECT id FROM \(name)_default WHERE created_at >= $1 AND created_at < $2 LIMIT 1")
            .fetch([month.start.sqlValue, month.end.sqlValue]).isEmpty
    }

    private func deleteRows(of table: String, before moment: Instant, in tx: any Transaction) throws -> Int {
        try tx.prepare(
            """
            DELETE FROM \(table) WHERE id IN
                (SELECT id FROM \(table) WHERE created_at < $1 ORDER BY created_at LIMIT \(Self.batch))
            """
        ).execute([moment.sqlValue])
    }
}
