import Basics
import Storage

/// A transaction on one connection of PostgreSQL.
final class PostgresTransaction: Transaction {
    let dialect = Dialect(.postgres)
    /// Why the whole transaction has to be tried again; nil where that would not help.
    private(set) var lost: Lost?
    /// Whether the connection was lost while committing.
    private(set) var isUnresolved = false

    private let access: Access
    private let session: Session
    private var state = State.open
    /// Whether the server has answered to a statement.
    private var hasAnswer = false
    private var cursors = 0

    private enum State {
        case open, failed, ended
    }

    init(_ access: Access, on session: Session) {
        self.access = access
        self.session = session
    }

    func now() throws -> Instant {
        try run {
            try session.clock.now {
                let answer = try session.run(
                    "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)", [])
                guard let microseconds = try answer.rows().first?.values.first?.asInteger else {
                    throw StorageError.decoding("the database's clock gives no time")
                }
                return Instant(microseconds: microseconds)
            }
        }
    }

    @discardableResult
    func execute(_ statement: SQL) throws -> Int {
        try run { try session.run(statement.text, statement.values).changes }
    }

    func fetch(_ statement: SQL) throws -> [Row] {
        try run { try session.run(statement.text, statement.values).rows() }
    }

    func forEach(_ statement: SQL, _ body: (Row) throws -> Void) throws {
        guard Cursor.canRead(statement.text) else {
            for row in try fetch(statement) { try body(row) }
            return
        }
        cursors += 1
        let cursor = Cursor(number: cursors, on: session)
        try run { try cursor.open(statement) }
        defer { if state == .open { try? run { try cursor.close() } } }
        while let result = try run({ try cursor.next() }) {
            for index in 0..<result.count {
                try body(try run { try result.row(index) })
            }
        }
    }

    func prepare(_ text: String) throws -> any PreparedStatement {
        try checkUsable()
        return PostgresPreparedStatement(text, in: self)
    }

    func executeScript(_ text: String) throws {
        try run {
            try session.command(text)
            guard session.isInTransaction else { throw StorageError.misuse("a script ended its transaction") }
            try session.forgetStatements()
        }
    }

    /// Makes it lasting. A connection that is lost meanwhile leaves open whether it was.
    func commit() throws {
        if access == .read || session.isUntouched { return session.endReading() }
        try run {
            do {
                let answer = try session.command("COMMIT")
                guard answer.tag == "COMMIT" else { throw StorageError.failedTransaction }
            } catch  where !session.isConnected {
                isUnresolved = true
                throw StorageError.database(
                    code: "08007",
                    message: "the connection was lost during COMMIT; whether the transaction was kept is not known")
            }
        }
    }

    /// Undoes it where it is still open. The first error is the one to tell.
    func rollback() {
        guard session.isConnected, !session.isUsable else { return }
        _ = try? session.command("ROLLBACK")
    }

    /// After this, nothing may be asked.
    func end() {
        state = .ended
    }

    /// Throws where an earlier statement failed.
    func checkUsable() throws {
        switch state {
        case .open: return
        case .failed: throw StorageError.failedTransaction
        case .ended: throw StorageError.misuse("the transaction has ended")
        }
    }

    func run<Value>(_ work: () throws -> Value) throws -> Value {
        try checkUsable()
        do {
            // A cancellation that finds no statement running stops the next one.
            try Task.checkCancellation()
            let value = try work()
            hasAnswer = hasAnswer || !session.isUntouched
            return value
        } catch {
            state = .failed
            throw translated(error)
        }
    }

    fileprivate func result(_ text: String, _ values: [SQLValue]) throws -> QueryResult {
        try run { try session.run(text, values) }
    }

    fileprivate func changes(_ text: String, _ rows: [[SQLValue]]) throws -> Int {
        try run { try session.runAll(text, rows) }
    }

    /// What the caller is told, after noting whether another try makes sense.
    private func translated(_ error: any Error) -> any Error {
        guard let error = error as? ServerError else { return error }
        // A connection that served others and is gone at the first word was lost while it lay idle.
        let wasLostBefore = !session.isConnected && session.hasServed && !hasAnswer
        if error.isPassing || wasLostBefore { lost = Lost(error: error.error) }
        if error.isStalePlan { session.hasStaleStatements = true }
        if error.isInterruption, Task.isCancelled { return CancellationError() }
        return error.error
    }
}

/// A statement of one transaction that is run many times; the session knows it by its text.
final class PostgresPreparedStatement: PreparedStatement {
    private let text: String
    private let transaction: PostgresTransaction

    init(_ text: String, in transaction: PostgresTransaction) {
        self.text = text
        self.transaction = transaction
    }

    @discardableResult
    func execute(_ values: [SQLValue]) throws -> Int {
        try transaction.result(text, values).changes
    }

    @discardableResult
    func executeAll(_ rows: [[SQLValue]]) throws -> Int {
        try transaction.changes(text, rows)
    }

    func fetch(_ values: [SQLValue]) throws -> [Row] {
        let result = try transaction.result(text, values)
        return try transaction.run { try result.rows() }
    }
}

extension StorageError {
    fileprivate static let failedTransaction = StorageError.database(
        code: "25P02", message: "the transaction has failed and can only be rolled back")
}
