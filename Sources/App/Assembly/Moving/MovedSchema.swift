import Basics
import Storage
import StorageSQLite

/// The tables of an installation in an order in which they can be filled.
///
/// Nothing of it is written down by hand: the migrations are applied to an empty database in memory, and that is read.
/// A table that a later migration adds is moved without another line of code.
struct MovedSchema: Sendable {
    let tables: [MovedTable]

    init() async throws {
        let storage = try SQLiteStorage.inMemory()
        try await Migrator(Schema.migrations).migrate(storage)
        let found = try await storage.read { tx in try MovedSchema.read(tx) }
        try await storage.close()
        tables = try MovedSchema.sorted(found)
    }

    private static func read(_ tx: any Transaction) throws -> [MovedTable] {
        // The history of the schema belongs to the database that has it.
        let names = try tx.fetch(
            """
            SELECT name, sql FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migration'
            ORDER BY name
            """)
        return try names.map { row in
            let name = try row.text("name")
            let rows = try tx.fetch("SELECT name, type, pk FROM pragma_table_info(\(name)) ORDER BY cid")
            let columns = try rows.map { row in
                let type = try row.text("type").uppercased()
                return (
                    column: MovedTable.Column(
                        name: try row.text("name"), isText: type.contains("TEXT") || type.contains("CHAR"),
                        isBoolean: type == "BOOLEAN"),
                    place: try row.int("pk")
                )
            }
            let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.column)
            guard !key.isEmpty else {
                throw Failure(.internal, code: "copy.no-key", "The table \(name) has no primary key to copy it by.")
            }
            let counts = try row.text("sql").uppercased().contains("AUTOINCREMENT")
            let references = try tx.fetch("SELECT \"table\" AS target FROM pragma_foreign_key_list(\(name))")
            return MovedTable(
                name: name, columns: columns.map(\.column), key: key, counter: counts ? key.first?.name : nil,
                references: Set(try references.map { try $0.text("target") }).subtracting([name]))
        }
    }

    /// Each table after those that it refers to.
    private static func sorted(_ tables: [MovedTable]) throws -> [MovedTable] {
        var rest = tables
        var order: [MovedTable] = []
        while !rest.isEmpty {
            let placed = Set(order.map(\.name))
            let next = rest.filter { $0.references.isSubset(of: placed) }
            guard !next.isEmpty else {
                throw Failure(
                    .internal, code: "copy.circle",
                    "The tables \(rest.map(\.name).joined(separator: ", ")) refer to each other in a circle.")
            }
            order += next
            rest.removeAll { table in next.contains { $0.name == table.name } }
        }
        return order
    }
}
