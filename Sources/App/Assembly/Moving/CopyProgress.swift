import Basics
import Storage

/// How far an unfinished copy has come: a table in the destination, which is gone when the copy is whole.
///
/// Each line is changed in the transaction that inserts the rows that it counts.
enum CopyProgress {
    static let table = "copy_progress"

    /// How much of a table is there.
    struct Line: Sendable {
        let rows: Int64
        /// Of these rows; nil where there are none yet.
        let digest: Digest?
    }

    static func exists(in tx: any Transaction) throws -> Bool {
        try tx.integer(tx.dialect.countTables(named: table)) > 0
    }

    static func start(in tx: any Transaction, tables: [MovedTable]) throws {
        try tx.executeScript(
            "CREATE TABLE copy_progress (table_name TEXT PRIMARY KEY, row_count BIGINT NOT NULL, digest TEXT)")
        for table in tables {
            try tx.execute("INSERT INTO copy_progress (table_name, row_count) VALUES (\(table.name), 0)")
        }
    }

    static func line(of table: MovedTable, in tx: any Transaction) throws -> Line {
        guard
            let row = try tx.first("SELECT row_count, digest FROM copy_progress WHERE table_name = \(table.name)")
        else {
            throw Failure(
                .conflict, code: "copy.other-version",
                "Another version of Gatehouse began this copy. Finish it with that version, or add --start-over.")
        }
        return Line(rows: try row.integer("row_count"), digest: try row.optional("digest", row.digest))
    }

    /// Moves the line on; refuses where another copy has moved it meanwhile.
    static func advance(_ table: MovedTable, from rows: Int64, to digest: RowDigest, in tx: any Transaction) throws {
        let changed = try tx.execute(
            """
            UPDATE copy_progress SET row_count = \(digest.rows), digest = \(digest.digest)
            WHERE table_name = \(table.name) AND row_count = \(rows)
            """)
        guard changed == 1 else {
            throw Failure(
                .conflict, code: "copy.twice", "Another copy into this database is under way. Let one of them finish.")
        }
    }

    static func end(in tx: any Transaction) throws {
        try tx.executeScript("DROP TABLE copy_progress")
    }

    /// Servers must not start on half of an installation.
    static func refuseUnfinished(_ storage: any Storage) async throws {
        guard try await storage.read({ tx in try exists(in: tx) }) else { return }
        throw Failure(
            .conflict, code: "copy.unfinished",
            "This database holds an unfinished copy of an installation. Run the same `gatehouse copy` again to finish it."
        )
    }
}
