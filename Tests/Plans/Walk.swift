import Storage
import Synchronization

/// What was seen on a walk along all hot paths, on a database of a product's.
struct Walk: Sendable {
    /// What is wrong with the statements, with the path and the text of each.
    let complaints: Set<String>
    /// Every statement that was run, each run of white space in it as one space.
    let statements: Set<String>
    /// The rows of each table that grows, before the walk.
    let rows: [String: Int]

    private static let onSQLite = Task { try await walk(.sqlite) }
    private static let onPostgres = Task { try await walk(.postgres) }

    /// Walks once, however often it is asked.
    static func on(_ product: Dialect.Product) async throws -> Walk {
        try await (product == .sqlite ? onSQLite : onPostgres).value
    }

    private static func walk(_ product: Dialect.Product) async throws -> Walk {
        let complaints = Mutex<Set<String>>([])
        let statements = Mutex<Set<String>>([])
        let rows = Mutex<[String: Int]>([:])
        try await Platform.with(product) { base in
            let found = try await base.read { tx in
                try Platform.tables(in: tx).filter { !Platform.small.contains($0) }.map { table in
                    (table, try tx.prepare("SELECT COUNT(*) AS n FROM \(table)").fetch([])[0].int("n"))
                }
            }
            rows.withLock { $0 = Dictionary(uniqueKeysWithValues: found) }
            for path in HotPath.all {
                let seen = Mutex<Set<String>>([])
                let storage = RecordingStorage(base: base) { text, values, tx in
                    guard seen.withLock({ $0.insert(text).inserted }) else { return }
                    statements.withLock { _ = $0.insert(text.onOneLine) }
                    for complaint in try PlanReader.complaints(text, values, most: path.most, in: tx) {
                        complaints.withLock { _ = $0.insert("\(path): \(complaint)\n    \(text)") }
                    }
                }
                try await path.walk(House(storage: storage, unobserved: base))
            }
        }
        return Walk(
            complaints: complaints.withLock { $0 }, statements: statements.withLock { $0 }, rows: rows.withLock { $0 })
    }
}

extension String {
    fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
