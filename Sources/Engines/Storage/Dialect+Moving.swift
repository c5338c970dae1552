/// What is asked only where whole tables are moved from one database to another.
extension Dialect {
    /// The highest number that a counting primary key has given out, also to rows that are gone: one row with one
    /// value, or no row or NULL where it has given out none.
    package func lastIdentity(of table: String, column: String) -> SQL {
        switch product {
        case .sqlite: "SELECT seq FROM sqlite_sequence WHERE name = \(table)"
        case .postgres: "SELECT pg_sequence_last_value(\(sequence(of: table, column: column)))"
        }
    }

    /// Lets a counting primary key go on after this number. Rows that are inserted with their keys do not count it up
    /// on PostgreSQL.
    package func setIdentity(of table: String, column: String, to number: Int64) -> [SQL] {
        switch product {
        case .sqlite:
            [
                "DELETE FROM sqlite_sequence WHERE name = \(table)",
                "INSERT INTO sqlite_sequence (name, seq) VALUES (\(table), \(number))",
            ]
        case .postgres: ["SELECT setval(\(sequence(of: table, column: column)), \(number))"]
        }
    }

    /// Keeps everybody else from changing these tables until the transaction ends; SQLite's write transactions are
    /// alone anyway.
    package func lockAgainstChanges(_ tables: [String]) -> SQL? {
        guard product == .postgres, !tables.isEmpty else { return nil }
        let names = tables.map { table -> SQL in "\(SQLFragment(name: table))" }
        return "LOCK TABLE \(SQL.joined(names, separator: ", ")) IN SHARE MODE"
    }

    /// After a text in ORDER BY: by its UTF-8 bytes, whatever the database's language.
    package var byBytes: SQLFragment {
        SQLFragment(product == .postgres ? "COLLATE \"C\"" : "")
    }

    /// Counts the other connections of this program to the same database; nil where the database does not know.
    package var countOtherSessions: SQL? {
        guard product == .postgres else { return nil }
        return """
            SELECT COUNT(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                AND application_name = current_setting('application_name')
            """
    }

    private func sequence(of table: String, column: String) -> SQL {
        "CAST(pg_get_serial_sequence(\(SQLFragment(name: table).text), \(column)) AS regclass)"
    }
}
