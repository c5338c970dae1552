public import Basics

/// A relational database: transactions, and nothing that only one product has.
///
/// A transaction is a synchronous closure, so nothing can wait for the network while SQLite's single writer is held. It
/// commits when the closure returns and is rolled back when it throws. A driver may run the closure again after a
/// serialization failure or a deadlock; it must have no effects but those on the transaction.
public protocol Storage: Sendable {
    var dialect: Dialect { get }

    /// Signals between the processes on this database; nil where there are none and everybody looks by himself.
    var signals: (any SignalBoard)? { get }

    /// Runs against one consistent snapshot; writing is refused.
    func read<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value

    /// Runs alone among writers on SQLite, at `READ COMMITTED` or stricter elsewhere.
    @discardableResult
    func write<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value

    /// Gives back connections and files. Nothing may be asked afterwards.
    func close() async throws
}

/// An open transaction. It belongs to the closure it was given to and must not outlive it.
///
/// A statement that fails ends it: whatever is asked afterwards fails too and nothing is committed, also where the
/// error was caught. `ON CONFLICT` and `RETURNING` are the way to try something that may be refused.
public protocol Transaction: AnyObject {
    var dialect: Dialect { get }

    /// The clock that all servers on this database share: the database's own, or the machine's where it is embedded.
    func now() throws -> Instant

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    func execute(_ statement: SQL) throws -> Int

    /// All rows of a result; only for results whose size is bounded by the statement or by the domain.
    func fetch(_ statement: SQL) throws -> [Row]

    /// The rows of a result one by one, in bounded memory.
    func forEach(_ statement: SQL, _ body: (Row) throws -> Void) throws

    /// Prepares a statement with `$1` … placeholders to be run many times; the driver caches it by its text.
    func prepare(_ text: String) throws -> any PreparedStatement

    /// Runs several statements without values, separated by semicolons: migrations.
    func executeScript(_ text: String) throws
}

/// A statement that is run many times with other values.
public protocol PreparedStatement: AnyObject {
    @discardableResult
    func execute(_ values: [SQLValue]) throws -> Int

    func fetch(_ values: [SQLValue]) throws -> [Row]

    /// Runs it for each of these and tells how many rows were changed in all; in few round trips where there are any.
    @discardableResult
    func executeAll(_ rows: [[SQLValue]]) throws -> Int
}

extension PreparedStatement {
    @discardableResult
    public func executeAll(_ rows: [[SQLValue]]) throws -> Int {
        try rows.reduce(0) { try $0 + execute($1) }
    }
}

extension Storage {
    public var signals: (any SignalBoard)? { nil }
}

extension Transaction {
    /// The only row of a result; nil where there is none.
    public func first(_ statement: SQL) throws -> Row? {
        try fetch(statement).first
    }

    /// The integer in the first column of the first row, as COUNT(*) answers it.
    public func integer(_ statement: SQL) throws -> Int64 {
        guard let value = try fetch(statement).first?.values.first?.asInteger else {
            throw StorageError.decoding("an integer was expected")
        }
        return value
    }
}
