import class GRDB.Database
import class GRDB.DatabaseFunction
import protocol GRDB.DatabaseValueConvertible

/// `lower` for every script, as PostgreSQL has it; SQLite's own knows ASCII alone.
enum UnicodeLower {
    static func add(to database: Database) {
        database.add(
            function: DatabaseFunction("lower", argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0])?.lowercased()
            })
    }
}
