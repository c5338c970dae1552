import Basics
import Foundation
import Storage
import TestDatabases
import Testing

/// What is done all the time takes as long on a large platform as on a small one: every statement finds its rows by an
/// index, and reads few of them.
@Suite(.serialized)
struct PlanTests {
    static let products: [Dialect.Product] = PostgresServer.isExpected ? [.sqlite, .postgres] : [.sqlite]

    @Test(arguments: products)
    func `every statement of the hot paths reads few rows, by an index`(product: Dialect.Product) async throws {
        for complaint in try await Walk.on(product).complaints.sorted() { Issue.record("\(complaint)") }
    }

    /// A table that is empty here is one that no hot path was measured on: fill it in `Platform`, walk to it in `HotPath`.
    @Test(arguments: products)
    func `every table that grows is filled and looked at`(product: Dialect.Product) async throws {
        let walk = try await Walk.on(product)
        let words = Set(walk.statements.flatMap { $0.split { !$0.isLetter && $0 != "_" }.map(String.init) })
        for (table, rows) in walk.rows {
            #expect(rows >= 1000, "\(table) is not filled")
            #expect(words.contains(table), "no hot path reads \(table)")
        }
    }

    @Test(arguments: products)
    func `the benchmark of growth measures what the code runs`(product: Dialect.Product) async throws {
        let file = root.appendingPathComponent("Benchmarks/Scaling/statements.json")
        let measured = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
        let statements = try await Walk.on(product).statements
        for (name, texts) in measured {
            let text = try #require(texts[product == .sqlite ? "sqlite" : "postgres"])
            #expect(statements.contains(text), "statements.json: \(name) is not what the code runs any more")
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

    @Test(.enabled(if: PostgresServer.isExpected))
    func `every table that is kept by months is tended`() async throws {
        try await Platform.with(.postgres, .nothing) { storage in
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
        try await Platform.with(.sqlite, .nothing) { storage in
            try await storage.read { tx in
                let deleted: Set = ["unit", "tenant", "panel_unit", "rfid_key", "tenant_panel", "import_run", "pin"]
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
