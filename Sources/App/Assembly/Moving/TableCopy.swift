import Basics
import Storage

/// Brings one table over, from where an earlier run stopped.
struct TableCopy: Sendable {
    let table: MovedTable
    let destination: any Storage
    let tell: @Sendable (_ rows: Int64) -> Void

    private static let mostRows = 5000
    private static let mostBytes = 4 << 20

    init(table: MovedTable, destination: any Storage, tell: @escaping @Sendable (_ rows: Int64) -> Void) {
        self.table = table
        self.destination = destination
        self.tell = tell
    }

    /// Runs inside the transaction that holds the source; each batch is a transaction of its own in the destination.
    func run(_ tx: any Transaction) throws -> CopiedTable {
        let known = try waitFor { [table, destination] in
            try await destination.read { tx in try CopyProgress.line(of: table, in: tx) }
        }
        var digest = table.emptyDigest
        var kept = known.rows
        var batch = Batch()
        var told = ContinuousClock.now
        try tx.forEach(table.selectAll(tx.dialect)) { row in
            digest.add(row.values)
            guard digest.rows > known.rows else {
                if digest.rows == known.rows, digest.digest != known.digest { throw changed }
                return
            }
            batch.add(row.values)
            guard batch.rows.count >= Self.mostRows || batch.bytes >= Self.mostBytes else { return }
            try keep(batch, after: kept, digest)
            kept = digest.rows
            batch = Batch()
            if told.duration(to: .now) > .seconds(1) {
                tell(digest.rows)
                told = .now
            }
        }
        guard digest.rows >= known.rows else { throw changed }
        if !batch.rows.isEmpty { try keep(batch, after: kept, digest) }
        tell(digest.rows)
        return CopiedTable(
            name: table.name, rows: digest.rows, digest: digest.digest, counted: try table.counted(in: tx))
    }

    private func keep(_ batch: Batch, after kept: Int64, _ digest: RowDigest) throws {
        do {
            try waitFor { [table, destination] in
                try await destination.write { tx in
                    try table.insert(batch.rows, in: tx)
                    try CopyProgress.advance(table, from: kept, to: digest, in: tx)
                }
            }
        } catch let error as StorageError {
            throw Failure(
                .conflict, code: "copy.refused",
                "The destination did not take rows of the table \(table.name) after the \(kept)th. "
                    + "Mend what it says and run the same command again; it goes on there.",
                cause: error)
        }
    }

    private var changed: Failure {
        Failure(
            .conflict, code: "copy.changed",
            "The table \(table.name) of the source is not what it was when this copy began. Stop everything that works on "
                + "the source, and run it again with --start-over.")
    }

    private struct Batch: Sendable {
        var rows: [[SQLValue]] = []
        /// Of texts and blobs.
        var bytes = 0

        mutating func add(_ row: [SQLValue]) {
            rows.append(row)
            for value in row {
                switch value {
                case .text(let text): bytes += text.utf8.count
                case .blob(let blob): bytes += blob.count
                default: bytes += 8
                }
            }
        }
    }
}

extension MovedTable {
    /// The highest number that the counting key has given out; nil where it has given out none.
    func counted(in tx: any Transaction) throws -> Int64? {
        guard let counter else { return nil }
        let last = try tx.first(tx.dialect.lastIdentity(of: name, column: counter))?.values.first?.asInteger ?? 0
        let highest = try tx.first(selectHighest(of: counter))?.values.first?.asInteger ?? 0
        return max(last, highest) > 0 ? max(last, highest) : nil
    }
}
