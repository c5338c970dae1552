import Basics
import Storage

/// Hands every statement that is about to run to an observer, with the transaction in which it will run.
struct RecordingStorage: Storage {
    typealias Observer = @Sendable (_ text: String, _ values: [SQLValue], _ tx: any Transaction) throws -> Void

    let base: any Storage
    let observe: Observer

    var dialect: Dialect { base.dialect }

    func read<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        try await base.read { tx in try body(RecordingTransaction(tx, observe)) }
    }

    @discardableResult
    func write<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        try await base.write { tx in try body(RecordingTransaction(tx, observe)) }
    }

    func close() async throws { try await base.close() }
}

private final class RecordingTransaction: Transaction {
    let base: any Transaction
    let observe: RecordingStorage.Observer

    init(_ base: any Transaction, _ observe: @escaping RecordingStorage.Observer) {
        self.base = base
        self.observe = observe
    }

    var dialect: Dialect { base.dialect }

    func now() throws -> Instant { try base.now() }

    @discardableResult
    func execute(_ statement: SQL) throws -> Int {
        try observe(statement.text, statement.values, base)
        return try base.execute(statement)
    }

    func fetch(_ statement: SQL) throws -> [Row] {
        try observe(statement.text, statement.values, base)
        return try base.fetch(statement)
    }

    func forEach(_ statement: SQL, _ body: (Row) throws -> Void) throws {
        try observe(statement.text, statement.values, base)
        try base.forEach(statement, body)
    }

    func prepare(_ text: String) throws -> any PreparedStatement {
        RecordingStatement(text, try base.prepare(text), self)
    }

    func executeScript(_ text: String) throws { try base.executeScript(text) }
}

private final class RecordingStatement: PreparedStatement {
    let text: String
    let base: any PreparedStatement
    let transaction: RecordingTransaction

    init(_ text: String, _ base: any PreparedStatement, _ transaction: RecordingTransaction) {
        self.text = text
        self.base = base
        self.transaction = transaction
    }

    @discardableResult
    func execute(_ values: [SQLValue]) throws -> Int {
        try transaction.observe(text, values, transaction.base)
        return try base.execute(values)
    }

    func fetch(_ values: [SQLValue]) throws -> [Row] {
        try transaction.observe(text, values, transaction.base)
        return try base.fetch(values)
    }
}
