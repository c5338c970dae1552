public import Basics

/// Brings a database's schema up to the list of migrations that this program holds.
///
/// The table `schema_migration` keeps what was applied. Each migration runs in a transaction of its own, so one that
/// fails leaves nothing behind, and servers that start together take turns.
public struct Migrator: Sendable {
    public let migrations: [Migration]

    /// In the order in which they are applied. An id that stands twice is refused by `migrate` and `status`.
    public init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Applies what is missing, in order.
    ///
    /// Refuses with `newerSchema` or `changedMigration` before anything is applied when the database's history is not
    /// the beginning of ours.
    /// - Returns: the ids that this call applied.
    @discardableResult
    public func migrate(_ storage: any Storage) async throws -> [String] {
        let pending = try await status(of: storage).checked().pending
        var applied: [String] = []
        for migration in migrations where pending.contains(migration.id) {
            if try await storage.write({ tx in try apply(migration, in: tx) }) {
                applied.append(migration.id)
            }
        }
        return applied
    }

    /// What is applied and what is not; changes nothing, also not on an empty database.
    public func status(of storage: any Storage) async throws -> SchemaStatus {
        try refuseDuplicates()
        let history = try await storage.read { tx in
            try tx.integer(tx.dialect.countTables(named: "schema_migration")) == 0 ? [] : try records(in: tx)
        }
        return SchemaStatus(migrations: migrations, records: history)
    }

    /// Whether it was applied here; false where another server was faster.
    private func apply(_ migration: Migration, in tx: any Transaction) throws -> Bool {
        if let lock = tx.dialect.lockSchema {
            _ = try tx.fetch(lock)
        }
        try tx.executeScript(
            "CREATE TABLE IF NOT EXISTS schema_migration (id TEXT PRIMARY KEY, checksum TEXT NOT NULL, "
                + "applied_at BIGINT NOT NULL)")
        let status = try SchemaStatus(migrations: migrations, records: records(in: tx)).checked()
        guard status.pending.contains(migration.id) else { return false }
        try tx.executeScript(tx.dialect.spell(migration.sql))
        try tx.execute(
            """
            INSERT INTO schema_migration (id, checksum, applied_at)
            VALUES (\(migration.id), \(migration.checksum), \(try tx.now()))
            """)
        return true
    }

    private func records(in tx: any Transaction) throws -> [MigrationRecord] {
        try tx.fetch("SELECT id, checksum, applied_at FROM schema_migration ORDER BY applied_at, id").map { row in
            MigrationRecord(
                id: try row.text("id"), checksum: try row.text("checksum"), appliedAt: try row.instant("applied_at"))
        }
    }

    private func refuseDuplicates() throws {
        var seen: Set<String> = []
        for migration in migrations where !seen.insert(migration.id).inserted {
            throw StorageError.database(code: "duplicate-migration", message: "migration \(migration.id) stands twice")
        }
    }
}

/// How a database's schema stands to the migrations of this program.
public struct SchemaStatus: Sendable, Equatable {
    /// Known to both, oldest first.
    public let applied: [Applied]
    /// Ours that the database lacks, in the order in which they will be applied.
    public let pending: [String]
    /// The database's that this program lacks: a newer version was here.
    public let unknown: [String]
    /// Applied with another text than ours.
    public let changed: [String]

    /// A migration that this database has.
    public struct Applied: Sendable, Equatable {
        public let id: String
        public let at: Instant
    }

    /// Whether this program may work on the database as it is.
    public var isCurrent: Bool { pending.isEmpty && unknown.isEmpty && changed.isEmpty }

    init(migrations: [Migration], records: [MigrationRecord]) {
        let ours = Dictionary(migrations.map { ($0.id, $0.checksum) }, uniquingKeysWith: { first, _ in first })
        let theirs = Set(records.map(\.id))
        applied = records.filter { ours[$0.id] != nil }.map { Applied(id: $0.id, at: $0.appliedAt) }
        pending = migrations.map(\.id).filter { !theirs.contains($0) }
        unknown = records.map(\.id).filter { ours[$0] == nil }
        changed = records.filter { ours[$0.id] != nil && ours[$0.id] != $0.checksum }.map(\.id)
    }

    /// Itself, where the database's history is part of ours.
    func checked() throws -> SchemaStatus {
        guard unknown.isEmpty else { throw StorageError.newerSchema(unknown: unknown) }
        if let id = changed.first { throw StorageError.changedMigration(id: id) }
        return self
    }
}

struct MigrationRecord {
    let id: String
    let checksum: String
    let appliedAt: Instant
}

extension Migration {
    /// Of the text as it is written here, before the dialect's words are put in: the same on both databases.
    var checksum: String { Digest(of: sql).hex }
}
