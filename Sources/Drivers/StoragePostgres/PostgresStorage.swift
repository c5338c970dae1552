import Basics
public import Storage

/// PostgreSQL 13 or later, through libpq: a bounded number of connections, and a bounded queue before them.
///
/// Connections are opened when they are first needed, and anew after they were lost. Each transaction runs on a thread
/// of its connection, away from Swift's cooperative threads. A closure is run again after a serialization failure, a
/// deadlock or a change of the schema below a prepared statement, five times in all. A task that is cancelled gets
/// `CancellationError`, and its transaction is undone.
public final class PostgresStorage: Storage {
    public let dialect = Dialect(.postgres)
    public let signals: (any SignalBoard)?

    private let pool: ConnectionPool

    /// Reads the URL; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - url: `postgresql://user:password@host:port/database?sslmode=verify-full` or any other connection string of
    ///     libpq. One that cannot be read is `StorageError.unavailable`.
    ///   - connections: transactions that may be open at the same time.
    ///   - waiting: transactions that may wait for a connection; one more is `StorageError.busy` at once.
    ///   - acquireTimeout: how long one waits, before `StorageError.busy`; also the limit for connecting.
    ///   - statementTimeout: how long a statement may take, waiting for locks included, before `StorageError.busy`.
    ///   - listens: whether there are signals. LISTEN needs a session of its own, which a pooler that hands out
    ///     connections by the transaction does not give.
    public init(
        url: String, connections: Int = 10, waiting: Int = 1000, acquireTimeout: Duration = .seconds(10),
        statementTimeout: Duration = .seconds(120), listens: Bool = true
    ) throws {
        let target = try ConnectionTarget(
            url: url, connectTimeout: acquireTimeout, statementTimeout: statementTimeout)
        signals = listens ? PostgresSignals(to: target) : nil
        pool = ConnectionPool(
            (0..<max(1, connections)).map { _ in PostgresConnection(to: target) }, waiting: max(0, waiting),
            timeout: acquireTimeout)
    }

    /// At `REPEATABLE READ, READ ONLY`: one snapshot, taken by the first statement.
    public func read<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        try await run(.read, body)
    }

    /// At `READ COMMITTED`: each statement sees what was committed before it began, and waits for rows that another
    /// transaction is changing. What was read stays as it is only where `Dialect.forUpdate` says so.
    @discardableResult
    public func write<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        try await run(.write, body)
    }

    /// Waits for open transactions; those that still wait for a connection fail as unavailable.
    public func close() async throws {
        for connection in await pool.close() {
            await connection.close()
        }
    }

    private func run<Value: Sendable>(
        _ access: Access, _ body: @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        let connection = try await pool.acquire()
        defer { pool.release(connection) }
        return try await connection.run(access, body)
    }
}

/// What a transaction may do.
enum Access {
    case read, write

    var begin: String {
        switch self {
        case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        case .write: "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE"
        }
    }
}
