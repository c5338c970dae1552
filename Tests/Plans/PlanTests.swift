import Basics
import Foundation
import Storage
import Synchronization
import Testing

/// What is done all the time takes as long on a large platform as on a small one: every statement finds its rows by an
/// index, and reads few of them.
@Suite(.serialized)
struct PlanTests {
    static let products: [Dialect.Product] = PostgresSchema.isExpected ? [.sqlite, .postgres] : [.sqlite]

    @Test(arguments: products)
    func `every statement of the hot paths reads few rows, by an index`(product: Dialect.Product) async throws {
        try await Platform.with(product) { base in
            let complaints = Mutex<Set<String>>([])
            let run = Mutex<Set<String>>([])
            for path in HotPath.all {
                let seen = Mutex<Set<String>>([])
                let storage = RecordingStorage(base: base) { text, values, tx in
                    guard seen.withLock({ $0.insert(text).inserted }) else { return }
                    run.withLock { _ = $0.insert(text.onOneLine) }
                    for complaint in try PlanReader.complaints(text, values, most: path.most, in: tx) {
                        complaints.withLock { _ = $0.insert("\(path): \(complaint)\n    \(text)") }
                    }
                }
                try await path.walk(House(storage: storage, unobserved: base))
                let isEmpty = seen.withLock { $0.isEmpty }
                #expect(!isEmpty)
            }
            for complaint in complaints.withLock({ $0.sorted() }) { Issue.record("\(complaint)") }
            for (name, text) in try measuredStatements(on: product) {
                let isRun = run.withLock { $0.contains(text.onOneLine) }
                #expect(isRun, "Benchmarks/Scaling/statements.json: \(name) is not what the code runs any more")
            }
        }
    }

    /// What the benchmark of growth measures by itself.
    private func measuredStatements(on product: Dialect.Product) throws -> [String: String] {
        let file = root.appendingPathComponent("Benchmarks/Scaling/statements.json")
        let all = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
        return all.compactMapValues { $0[product == .sqlite ? "sqlite" : "postgres"] }
    }

    /// A table that is empty here is one that no hot path was measured on: fill it in `Platform`, walk to it in `HotPath`.
    @Test(arguments: products)
    func `every table that grows is filled and looked at`(product: Dialect.Product) async throws {
        try await Platform.with(product) { base in
            let grown = try await base.read { tx in
                try Platform.tables(in: tx).filter { !Platform.small.contains($0) }.map { table in
                    (table, try tx.prepare("SELECT COUNT(*) AS n FROM \(table)").fetch([])[0].int("n"))
                }
            }
            let texts = Mutex<[String]>([])
            let storage = RecordingStorage(base: base) { text, _, _ in texts.withLock { $0.append(text) } }
            for path in HotPath.all { try await path.walk(House(storage: storage, unobserved: base)) }
            let words = Set(
                texts.withLock(\.self).flatMap { $0.split { !$0.isLetter && $0 != "_" }.map(String.init) })
            for (table, rows) in grown {
                #expect(rows >= 1000, "\(table) is not filled")
                #expect(words.contains(table), "no hot path reads \(table)")
            }
        }
    }

    @Test func `the schema looked at is the whole schema`() throws {
        let files = FileManager.default.enumerator(
            at: root.appendingPathComponent("Sources"), includingPropertiesForKeys: nil)
        var declared: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.lastPathComponent.hasSuffix("Migrations.swift") else { continue }
            let source = try String(contentsOf: file, encoding: .utf8)
            declared.formUnion(source.matches(of: /id: "([0-9]{4}-[^"]+)"/).map { String($0.output.1) })
        }
        #expect(!declared.isEmpty)
        #expect(declared == Set(Platform.migrations.map(\.id)), "put the new migrations into Platform")
    }

    @Test(.enabled(if: PostgresSchema.isExpected))
    func `every table that is kept by months is tended`() async throws {
        try await Platform.with(.postgres) { storage in
            let partitioned = try await storage.read { tx in
                try tx.fetch(
                    """
                    SELECT CAST(relname AS TEXT) AS name FROM pg_class
                    WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind = 'p'
                    """
                ).map { try $0.text("name") }
            }
            #expect(Set(partitioned) == Set(Platform.monthly.map(\.name)))
        }
    }

    /// Without one, deleting a row reads all of the table that might refer to it.
    @Test func `what refers to rows that are deleted is found by an index`() async throws {
        try await Platform.with(.sqlite) { storage in
            try await storage.read { tx in
                let deleted: Set = ["unit", "tenant", "panel_unit", "rfid_key", "tenant_panel", "import_run"]
                for table in try Platform.tables(in: tx) {
                    let keys = Dictionary(
                        grouping: try tx.prepare("PRAGMA foreign_key_list(\(table))").fetch([])
                    ) { (try? $0.integer("id")) ?? -1 }
                    for key in keys.values where deleted.contains(try key[0].text("table")) {
                        let columns = Set(try key.map { try $0.text("from") })
                        let indexes = try tx.prepare("PRAGMA index_list(\(table))").fetch([]).map { index in
                            try tx.prepare("PRAGMA index_info(\(try index.text("name")))").fetch([])
                                .prefix(columns.count).compactMap { try $0.optional("name", $0.text) }
                        }
                        #expect(indexes.contains { Set($0) == columns }, "\(table) (\(columns)) has no index")
                    }
                }
            }
        }
    }
}

/// The folder of the package.
private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

extension String {
    /// The text with each run of white space as one space.
    fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
