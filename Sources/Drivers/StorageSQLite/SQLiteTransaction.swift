import Basics
import GRDBSQLite
import Storage

import class GRDB.Database

/// A transaction on one connection of SQLite.
final class SQLiteTransaction: Transaction {
    let dialect = Dialect(.sqlite)

    private let statements: StatementCache
    private let db: Database
    private let clock: WallClock
    private var state = State.open

    private enum State {
        case open, failed, ended
    }

    init(_ statements: StatementCache, on db: Database, clock: WallClock) {
        self.statements = statements
        self.db = db
        self.clock = clock
    }

    func now() throws -> Instant { clock.now }

    @discardableResult
    func execute(_ statement: SQL) throws -> Int {
        try run { try statements.statement(statement.text).execute(statement.values) }
    }

    func fetch(_ statement: SQL) throws -> [Row] {
        try run { try statements.statement(statement.text).fetch(statement.values) }
    }

    func forEach(_ statement: SQL, _ body: (Row) throws -> Void) throws {
        let cursor = try run {
            let compiled = try statements.statement(statement.text)
            try compiled.start(statement.values)
            return compiled
        }
        defer { cursor.stop() }
        while let row = try run({ try cursor.next() }) {
            try body(row)
        }
    }

    func prepare(_ text: String) throws -> any PreparedStatement {
        try run { SQLitePreparedStatement(try statements.statement(text), text: text, in: self) }
    }

    func executeScript(_ text: String) throws {
        try run { try db.execute(sql: text) }
    }

    /// After this, nothing may be asked.
    func end() {
        state = .ended
    }

    /// Throws where an earlier statement failed or SQLite has rolled back by itself.
    func checkUsable() throws {
        switch state {
        case .open where sqlite3_get_autocommit(statements.connection) == 0: return
        case .open, .failed:
            throw StorageError.database(
                code: "SQLITE_ABORT", message: "the transaction has failed and can only be rolled back")
        case .ended:
            throw StorageError.database(code: "SQLITE_MISUSE", message: "the transaction has ended")
        }
    }

    func run<Value>(_ work: () throws -> Value) throws -> Value {
        try checkUsable()
        do {
            return try work()
        } catch {
            state = .failed
            throw StorageError.translating(error, on: db)
        }
    }

    fileprivate func another(_ text: String) throws -> CompiledStatement {
        try statements.statement(text)
    }
}

/// A statement of one transaction that is run many times.
final class SQLitePreparedStatement: PreparedStatement {
    private let statement: CompiledStatement
    private let text: String
    private let transaction: SQLiteTransaction

    init(_ statement: CompiledStatement, text: String, in transaction: SQLiteTransaction) {
        self.statement = statement
        self.text = text
        self.transaction = transaction
    }

    @discardableResult
    func execute(_ values: [SQLValue]) throws -> Int {
        try transaction.run { try idle().execute(values) }
    }

    func fetch(_ values: [SQLValue]) throws -> [Row] {
        try transaction.run { try idle().fetch(values) }
    }

    private func idle() throws -> CompiledStatement {
        statement.isRunning ? try transaction.another(text) : statement
    }
}
