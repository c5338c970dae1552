import Storage
import Synchronization

import class GRDB.Database

/// The statement caches of all connections.
final class StatementCaches: Sendable {
    private let caches = Mutex<[ObjectIdentifier: StatementCache]>([:])

    /// The cache of a connection, for whoever holds that connection now.
    func cache(of db: Database) throws -> StatementCache {
        try caches.withLock { caches in
            if let cache = caches[ObjectIdentifier(db)] { return cache }
            guard let connection = db.sqliteConnection else {
                throw StorageError.unavailable("it was closed")
            }
            let cache = StatementCache(owner: db, connection: connection)
            caches[ObjectIdentifier(db)] = cache
            return cache
        }
    }

    /// Gives up all statements, without which a connection cannot be closed.
    func removeAll() {
        caches.withLock { $0.removeAll() }
    }
}

/// The compiled statements of one connection, by their text.
///
/// Used by one thread at a time, the one that holds the connection; hence unchecked.
final class StatementCache: @unchecked Sendable {
    let connection: OpaquePointer
    /// Kept so that no other connection can get the same identity.
    private let owner: Database
    private var statements: [String: CompiledStatement] = [:]
    private let most = 256

    init(owner: Database, connection: OpaquePointer) {
        self.owner = owner
        self.connection = connection
    }

    /// A statement that nobody is stepping through; compiled anew where the cached one is in use further up.
    func statement(_ text: String) throws -> CompiledStatement {
        if let statement = statements[text] {
            return statement.isRunning ? try CompiledStatement(text, on: connection) : statement
        }
        let statement = try CompiledStatement(text, on: connection)
        if statements.count >= most { statements.removeAll() }
        statements[text] = statement
        return statement
    }
}
