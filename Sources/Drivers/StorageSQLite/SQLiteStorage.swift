public import Basics
import CSQLiteSettings
import GRDBSQLite
public import Storage
import Synchronization

import struct GRDB.Configuration
import class GRDB.Database
import struct GRDB.DatabaseError
import class GRDB.DatabasePool
import class GRDB.DatabaseQueue
import protocol GRDB.DatabaseWriter

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// SQLite in one file, in WAL mode: one writer, and readers that it does not hold up.
///
/// GRDB keeps the connections and runs each transaction on a thread of its own, away from Swift's cooperative threads;
/// statements are compiled, bound and stepped here (`CompiledStatement`). A commit has reached the disk when `write`
/// returns (`synchronous = FULL`); writers that wait for each other share one (`CommitGroup`). A task that is cancelled gets `CancellationError`, and its transaction is undone.
public final class SQLiteStorage: Storage {
    public let dialect = Dialect(.sqlite)

    private let database: any DatabaseWriter
    private let statements = StatementCaches()
    private let commits = CommitGroup()
    /// Not where reads and writes take turns on one connection: a read would see what is not committed.
    private let sharesCommits: Bool
    private let clock: WallClock

    /// Opens the file, which is created where it is missing, for its owner alone; its folder is not created.
    ///
    /// - Parameters:
    ///   - readers: read transactions that may be open at the same time; more wait.
    ///   - busyTimeout: how long to wait for another process that writes, before `StorageError.busy`.
    public init(
        path: String, readers: Int = 4, busyTimeout: Duration = .seconds(10), clock: WallClock = .system
    ) throws {
        var configuration = Self.configuration(busyTimeout: busyTimeout)
        configuration.maximumReaderCount = max(1, readers)
        // The transaction of a `CommitGroup` outlasts a turn.
        configuration.allowsUnsafeTransactions = true
        _ = Self.savepointsStayInMemory
        sharesCommits = true
        self.clock = clock
        do {
            Self.create(path)
            let pool = try DatabasePool(path: path, configuration: configuration)
            // A large import keeps its index pages in 32 MiB, and its log does not stay large for ever. What is deleted is
            // overwritten, whether or not the library does so by itself.
            try pool.writeWithoutTransaction { db in
                try db.execute(
                    sql: """
                        PRAGMA synchronous = FULL;
                        PRAGMA cache_size = -32768;
                        PRAGMA journal_size_limit = 67108864;
                        PRAGMA secure_delete = ON;
                        """)
            }
            database = pool
        } catch let error as DatabaseError {
            throw StorageError.opening(path, error)
        }
    }

    private init(inMemory clock: WallClock) throws {
        sharesCommits = false
        self.clock = clock
        do {
            database = try DatabaseQueue(configuration: Self.configuration(busyTimeout: .zero))
        } catch let error as DatabaseError {
            throw StorageError.opening("memory", error)
        }
    }

    /// A database of its own that lives as long as this object; reads and writes take turns. For tests.
    public static func inMemory(clock: WallClock = .system) throws -> SQLiteStorage {
        try SQLiteStorage(inMemory: clock)
    }

    private init(readingOnly path: String, clock: WallClock) throws {
        sharesCommits = false
        self.clock = clock
        var configuration = Self.configuration(busyTimeout: .zero)
        configuration.readonly = true
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw StorageError.opening(path, error)
        }
    }

    /// A file that nobody writes, such as a backup, left as it is to the byte; reads take turns.
    package static func readOnly(path: String, clock: WallClock = .system) throws -> SQLiteStorage {
        try SQLiteStorage(readingOnly: path, clock: clock)
    }

    public func read<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        do {
            return try await database.read { db in
                try perform(body, on: db)
            }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    @discardableResult
    public func write<Value: Sendable>(_ body: @Sendable (any Transaction) throws -> Value) async throws -> Value {
        var isAlone = !sharesCommits
        while true {
            let (value, batch) = try await takeTurn(alone: isAlone, body)
            switch await batch.outcome {
            case .committed: return value
            case .failed(let error): throw error
            case .lost: isAlone = true
            }
        }
    }

    private func takeTurn<Value: Sendable>(
        alone: Bool, _ body: @Sendable (any Transaction) throws -> Value
    ) async throws -> (Value, CommitGroup.Batch) {
        let isTaken = Flag()
        commits.announce()
        do {
            return try await database.writeWithoutTransaction { db in
                isTaken.set()
                let cache = try cacheForTurn(on: db)
                return try commits.take(alone: alone, on: cache) {
                    let value = try perform(body, on: db)
                    try Task.checkCancellation()
                    return value
                }
            }
        } catch {
            // Cancelled before its turn; others may have left the commit to it.
            if !isTaken.isSet {
                commits.giveUp()
                database.asyncWriteWithoutTransaction { [self] db in settle(on: db) }
            }
            if let error = error as? DatabaseError { throw StorageError(error) }
            throw error
        }
    }

    private func cacheForTurn(on db: Database) throws -> StatementCache {
        do {
            return try statements.cache(of: db)
        } catch {
            commits.giveUp()
            throw error
        }
    }

    /// Commits what is open before something that runs outside of transactions.
    private func settle(on db: Database) {
        if let cache = try? statements.cache(of: db) { commits.settle(cache) }
    }

    /// Writes the database as it is at one moment into a new file, while others go on reading and writing.
    ///
    /// The file is compact, in rollback mode, and not flushed yet. What SQLite finds wrong with it is
    /// `StorageError.database`.
    package func writeSnapshot(to path: String) async throws {
        do {
            try await database.writeWithoutTransaction { db in
                commits.settle(try statements.cache(of: db), isLast: true)
                try db.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
            let copy = try Self.readOnly(path: path)
            let answer = try await copy.read { tx in try tx.fetch("PRAGMA quick_check(1)").first?.values.first?.asText }
            try await copy.close()
            guard answer == "ok" else { throw StorageError.database(code: "SQLITE_CORRUPT", message: answer ?? "") }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    public func close() async throws {
        try await database.barrierWriteWithoutTransaction { db in
            if let cache = try? statements.cache(of: db) { commits.settle(cache, isLast: true) }
            statements.removeAll()
        }
        do {
            try database.close()
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    private func perform<Value>(_ body: (any Transaction) throws -> Value, on db: Database) throws -> Value {
        let transaction = SQLiteTransaction(try statements.cache(of: db), on: db, clock: clock)
        defer { transaction.end() }
        let value = try body(transaction)
        try transaction.checkUsable()
        return value
    }

    /// Makes a missing file; SQLite gives its log the same rights. What goes wrong shows when SQLite opens it.
    private static func create(_ path: String) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 { systemClose(descriptor) }
    }

    /// A megabyte of what the turns of a `CommitGroup` change is kept in memory: beyond 64 KiB SQLite would make a file
    /// for every shared commit.
    private static let savepointsStayInMemory = sqlite_savepoint_memory(1 << 20) == SQLITE_OK

    private static func configuration(busyTimeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(busyTimeout.wholeMicroseconds) / 1_000_000)
        configuration.label = "storage"
        configuration.prepareDatabase { UnicodeLower.add(to: $0) }
        return configuration
    }
}

/// Whether something has happened.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }
}

/// `close` of the system, whose name a method hides.
private func systemClose(_ descriptor: Int32) { _ = close(descriptor) }
