import Basics
import Storage

/// Brings everything that a database holds into another one, in batches and in bounded memory.
///
/// The source is read in one transaction that lets nobody change it. Each batch of rows is kept together with how far
/// the copy has come and the digest so far; one that is run again reads the source from its beginning, finds by the
/// digest whether what it copied before is still the same, and goes on there. At the end the destination is read again.
struct DatabaseCopy: Sendable {
    let source: any Storage
    let destination: any Storage
    let schema: MovedSchema
    /// Told how far it is, at most once a second and after each table.
    let tell: @Sendable (String) -> Void

    /// - Parameter startOver: whether an unfinished copy in the destination is thrown away first.
    func run(startOver: Bool) async throws -> [CopiedTable] {
        try await checkSource()
        switch try await destinationState() {
        case .occupied:
            return try await compareWithOccupied()
        case .empty:
            try await Migrator(Schema.migrations).migrate(destination)
            try await start()
        case .unfinished:
            try await Migrator(Schema.migrations).migrate(destination)
            if startOver { try await empty() }
        }
        let tables = try await source.write { tx in try copyAll(tx) }
        try await finishCounters(tables)
        tell("reading the destination again")
        try compare(tables, with: try await destination.read { tx in try digests(in: tx) })
        try await destination.write { tx in try CopyProgress.end(in: tx) }
        return tables
    }

    private func checkSource() async throws {
        try await CopyProgress.refuseUnfinished(source)
        guard try await Migrator(Schema.migrations).status(of: source).isCurrent else {
            throw Failure(
                .conflict, code: "copy.schema",
                "The source's schema is not the one of this version. Bring it up to date with `gatehouse migrate`, then copy."
            )
        }
    }

    private enum DestinationState {
        case empty, unfinished, occupied
    }

    private func destinationState() async throws -> DestinationState {
        try await destination.read { tx in
            if try CopyProgress.exists(in: tx) { return .unfinished }
            for table in schema.tables where try tx.integer(tx.dialect.countTables(named: table.name)) > 0 {
                if try tx.first(table.selectAny) != nil { return .occupied }
            }
            return .empty
        }
    }

    /// A copy that was finished before is found to be whole; anything else is left alone.
    private func compareWithOccupied() async throws -> [CopiedTable] {
        let refusal = Failure(
            .conflict, code: "copy.occupied",
            "The destination holds an installation already, and not the source's. Nothing was changed. Name an empty database."
        )
        guard try await Migrator(Schema.migrations).status(of: destination).isCurrent else { throw refusal }
        tell("the destination is not empty; comparing it with the source")
        let here = try await source.read { tx in try digests(in: tx) }
        let there = try await destination.read { tx in try digests(in: tx) }
        guard here == there else { throw refusal }
        return here
    }

    private func start() async throws {
        try await destination.write { tx in try CopyProgress.start(in: tx, tables: schema.tables) }
    }

    private func empty() async throws {
        try await destination.write { tx in
            for table in schema.tables.reversed() { try tx.execute(table.deleteAll) }
            try CopyProgress.end(in: tx)
            try CopyProgress.start(in: tx, tables: schema.tables)
        }
    }

    private func copyAll(_ tx: any Transaction) throws -> [CopiedTable] {
        if let lock = tx.dialect.lockAgainstChanges(schema.tables.map(\.name)) { try tx.execute(lock) }
        return try schema.tables.enumerated().map { index, table in
            try TableCopy(table: table, destination: destination) { rows in
                tell("table \(index + 1) of \(schema.tables.count), \(table.name): \(rows) rows")
            }.run(tx)
        }
    }

    /// Ids that were given out before are not given out again, also where their rows are gone.
    private func finishCounters(_ tables: [CopiedTable]) async throws {
        try await destination.write { tx in
            for (table, copied) in zip(schema.tables, tables) {
                guard let counter = table.counter, let number = copied.counted else { continue }
                for statement in tx.dialect.setIdentity(of: table.name, column: counter, to: number) {
                    _ = try tx.fetch(statement)
                }
            }
        }
    }

    private func digests(in tx: any Transaction) throws -> [CopiedTable] {
        try schema.tables.map { table in
            var digest = table.emptyDigest
            try tx.forEach(table.selectAll(tx.dialect)) { row in digest.add(row.values) }
            return CopiedTable(
                name: table.name, rows: digest.rows, digest: digest.digest, counted: try table.counted(in: tx))
        }
    }

    private func compare(_ source: [CopiedTable], with destination: [CopiedTable]) throws {
        for (here, there) in zip(source, destination) where here != there {
            throw Failure(
                .conflict, code: "copy.different",
                "After the copy the table \(here.name) has \(here.rows) rows in the source and \(there.rows) in the "
                    + "destination, or their contents differ. Let nobody write to either, and run it again with --start-over."
            )
        }
    }
}
