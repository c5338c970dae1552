import Basics
import Storage

/// Asks the database how it runs a statement, and tells what is wrong with that.
enum PlanReader {
    /// Why this statement would become slow as its tables grow; empty where it would not.
    ///
    /// - Parameter most: rows that the statement may read of one table.
    static func complaints(
        _ text: String, _ values: [SQLValue], most: Int, in tx: any Transaction
    ) throws -> [String] {
        // A plain INSERT reads nothing; words of the session have no plan.
        guard ["SELECT", "UPDATE", "DELETE", "WITH"].contains(where: text.hasPrefix) else { return [] }
        switch tx.dialect.product {
        case .sqlite: return try sqlite(text, values, in: tx)
        case .postgres:
            return try ["force_custom_plan", "force_generic_plan"].flatMap { mode in
                try postgres(text, values, mode: mode, most: most, in: tx)
            }
        }
    }

    // MARK: SQLite

    /// SQLite keeps no statistics here, as in the field: what it decides, it decides from the schema.
    private static func sqlite(_ text: String, _ values: [SQLValue], in tx: any Transaction) throws -> [String] {
        let steps = try tx.prepare("EXPLAIN QUERY PLAN " + text).fetch(values).map { try $0.text("detail") }
        let partial = try tx.fetch(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'"
        ).map { try $0.text("name") }
        let tables = Set(try Platform.tables(in: tx))
        return steps.filter { step in
            let words = step.split(separator: " ").map(String.init)
            guard words.first == "SCAN", let table = words.dropFirst().first, tables.contains(table),
                !Platform.small.contains(table)
            else { return false }
            // In order, up to a limit; or all of an index that holds few rows by what it is.
            let isOrdered = text.contains("LIMIT") && !steps.contains { $0.hasPrefix("USE TEMP B-TREE") }
            guard let index = words.firstIndex(of: "INDEX").map({ words[$0 + 1] }) else {
                return !isOrdered || text.contains("WHERE")
            }
            return !isOrdered && !partial.contains(index)
        }
    }

    // MARK: PostgreSQL

    /// Runs the statement and undoes it, for only then the server tells how many rows it has read.
    private static func postgres(
        _ text: String, _ values: [SQLValue], mode: String, most: Int, in tx: any Transaction
    ) throws -> [String] {
        try run("SAVEPOINT plan", in: tx)
        // A script makes the driver forget its own statements; the second finds none, and so spares the probe.
        try tx.executeScript("SET LOCAL plan_cache_mode = \(mode); \(asOnALargeTable)")
        let types = values.isEmpty ? "" : "(\(values.map(\.typeName).joined(separator: ", ")))"
        try tx.executeScript("PREPARE plan_probe \(types) AS \(text)")
        let given = values.isEmpty ? "" : "(\(values.map(\.literal).joined(separator: ", ")))"
        let lines = try tx.prepare(
            "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE plan_probe \(given)"
        ).fetch([]).map { try $0.text("QUERY PLAN") }
        try run("DEALLOCATE plan_probe", in: tx)
        try run("ROLLBACK TO SAVEPOINT plan", in: tx)
        try run("RELEASE SAVEPOINT plan", in: tx)
        return scans(in: lines).flatMap { scan in
            var found: [String] = []
            if scan.kind == "Seq Scan", scan.rows > 0, !Platform.small.contains(scan.table) {
                found.append("\(mode): all of \(scan.table) is read")
            }
            if scan.rows > most { found.append("\(mode): \(scan.rows) rows of \(scan.table) are read (\(scan.kind))") }
            return found
        }
    }

    /// Of 20,000 rows it is often cheaper to read all, which would hide that there is an index for 20 million.
    private static let asOnALargeTable = "SET LOCAL enable_seqscan = off; SET LOCAL random_page_cost = 1.1"

    private static func run(_ text: String, in tx: any Transaction) throws {
        _ = try tx.prepare(text).execute([])
    }

    private struct Scan {
        let table: String
        let kind: String
        let loops: Int
        var rows: Int
    }

    /// Reads `Index Scan using a on b (actual rows=1 loops=1)` and, below it, `Rows Removed by Filter: 1`: both are for
    /// each loop.
    private static func scans(in lines: [String]) -> [Scan] {
        var scans: [Scan] = []
        var isInScan = false
        for line in lines {
            let head = /(?<kind>\w+(?: \w+)? Scan)\b.* on (?<table>\w+).*actual rows=(?<rows>\d+) loops=(?<loops>\d+)/
            let removal = /Rows Removed by [^:]+: (?<rows>\d+)/
            if let match = line.firstMatch(of: head) {
                let loops = Int(match.loops) ?? 1
                scans.append(
                    Scan(
                        table: String(match.table), kind: String(match.kind), loops: loops,
                        rows: (Int(match.rows) ?? 0) * loops))
                isInScan = true
            } else if line.contains("->") {
                isInScan = false
            } else if isInScan, let match = line.firstMatch(of: removal) {
                scans[scans.count - 1].rows += (Int(match.rows) ?? 0) * scans[scans.count - 1].loops
            }
        }
        return scans
    }
}

extension SQLValue {
    fileprivate var typeName: String {
        switch self {
        case .null: "unknown"
        case .integer: "bigint"
        case .real: "double precision"
        case .text: "text"
        case .blob: "bytea"
        case .boolean: "boolean"
        }
    }

    fileprivate var literal: String {
        switch self {
        case .null: "NULL"
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): "'" + value.replacing("'", with: "''") + "'"
        case .blob(let bytes): "'\\x" + Hex.encode(bytes) + "'"
        case .boolean(let value): value ? "TRUE" : "FALSE"
        }
    }
}
