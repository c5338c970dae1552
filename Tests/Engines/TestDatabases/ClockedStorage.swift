import Basics
import Storage

/// A storage whose transactions have another clock than the database's.
struct ClockedStorage: Storage {
    private let storage: any Storage
    private let clock: WallClock

    init(_ storage: any Storage, clock: WallClock) {
        self.storage = storage
        self.clock = clock
    }

    var dialect: Dialect { storage.dialect }

    func read<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        try await storage.read { try body(ClockedTransaction($0, clock: clock)) }
    }

    @discardableResult
    func write<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        try await storage.write { try body(ClockedTransaction($0, clock: clock)) }
    }

    func close() async throws {
        try await storage.close()
    }
}

private final class ClockedTransaction: Transaction {
    private let transaction: any Transaction
    private let clock: WallClock

    init(_ transaction: any Transaction, clock: WallClock) {
        self.transaction = transaction
        self.clock = clock
    }

    var dialect: Dialect { transaction.dialect }

    func now() -> Instant { clock.now }

    @discardableResult
    func execute(_ statement: SQL) throws -> Int { try transaction.execute(statement) }

    func fetch(_ statement: SQL) throws -> [Row] { try transaction.fetch(statement) }

    func forEach(_ statement: SQL, _ body: (Row) throws -> Void) throws { try transaction.forEach(statement, body) }

    func prepare(_ text: String) throws -> any PreparedStatement { try transaction.prepare(text) }

    func executeScript(_ text: String) throws { try transaction.executeScript(text) }
}
