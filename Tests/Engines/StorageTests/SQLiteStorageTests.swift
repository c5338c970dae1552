import Foundation
import Storage
import StorageSQLite
import Testing

struct SQLiteStorageTests {
    @Test func `a file is in WAL mode, checks foreign keys and commits to the disk`() async throws {
        try await withFolder { folder in
            let storage = try SQLiteStorage(path: folder + "/test.db")
            let settings = try await storage.write { tx in
                let pragmas: [SQL] = ["PRAGMA journal_mode", "PRAGMA foreign_keys", "PRAGMA synchronous"]
                return try pragmas.flatMap { try tx.fetch($0)[0].values }
            }
            #expect(settings == [.text("wal"), .integer(1), .integer(2)])
            try await storage.close()
        }
    }

    @Test func `a file is there again after it was closed`() async throws {
        try await withFolder { folder in
            let first = try SQLiteStorage(path: folder + "/test.db")
            try await makePanels(in: first)
            try await first.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('Hall')") }
            _ = try await first.read { tx in try tx.fetch("SELECT * FROM panel") }
            try await first.close()
            let second = try SQLiteStorage(path: folder + "/test.db")
            #expect(try await second.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 1)
            try await second.close()
        }
    }

    @Test func `a snapshot is the database of one moment, and can be read without being touched`() async throws {
        try await withFolder { folder in
            let storage = try SQLiteStorage(path: folder + "/test.db")
            try await makePanels(in: storage)
            try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('Hall')") }
            try await storage.writeSnapshot(to: folder + "/copy.db")
            try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('Yard')") }
            let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/copy.db"))
            let copy = try SQLiteStorage.readOnly(path: folder + "/copy.db")
            #expect(try await copy.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 1)
            try await copy.close()
            try await storage.close()
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/copy.db")) == before)
            #expect(!FileManager.default.fileExists(atPath: folder + "/copy.db-wal"))
        }
    }

    @Test func `a database that nobody has open is told from one that another process has`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            #expect(!SQLiteFile.isOpen(path))
            let storage = try SQLiteStorage(path: path)
            try await makePanels(in: storage)
            try await storage.close()
            #expect(!SQLiteFile.isOpen(path))
        }
    }

    @Test func `a folder that is missing and a file that is no database are unavailable`() async throws {
        try await withFolder { folder in
            try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: folder + "/text.db"))
            for path in [folder + "/missing/test.db", folder + "/text.db"] {
                let error = await storageError { _ = try SQLiteStorage(path: path) }
                guard case .unavailable(let message) = error else {
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
                #expect(message.contains(path))
            }
        }
    }

    @Test func `a database locked by another process is busy`() async throws {
        try await withFolder { folder in
            let one = try SQLiteStorage(path: folder + "/test.db")
            let other = try SQLiteStorage(path: folder + "/test.db", busyTimeout: .milliseconds(50))
            let error = try await one.write { _ in
                let done = DispatchSemaphore(value: 0)
                let result = Held<StorageError?>(nil)
                Task {
                    let error = await storageError { try await other.write { tx in _ = try tx.execute("SELECT 1") } }
                    result.value = error
                    done.signal()
                }
                done.wait()
                return result.value
            }
            guard case .busy = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            try await one.close()
            try await other.close()
        }
    }

    @Test func `a database that has no room is full, and what was there stays`() async throws {
        try await withFolder { folder in
            let storage = try SQLiteStorage(path: folder + "/test.db")
            try await makePanels(in: storage)
            try await storage.write { tx in
                _ = try tx.fetch("PRAGMA max_page_count = 20")
                try tx.execute("INSERT INTO panel (title) VALUES ('Hall')")
            }
            let error = await storageError {
                let photo = [UInt8](repeating: 1, count: 1_000_000)
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title, photo) VALUES ('x', \(photo))")
                }
            }
            guard case .full = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 1)
            try await storage.close()
        }
    }

    @Test func `a new file and its log are for their owner alone`() async throws {
        try await withFolder { folder in
            let storage = try SQLiteStorage(path: folder + "/test.db")
            try await makePanels(in: storage)
            for name in ["/test.db", "/test.db-wal", "/test.db-shm"] {
                let rights = try FileManager.default.attributesOfItem(atPath: folder + name)[.posixPermissions] as? Int
                #expect(rights == 0o600, "\(name)")
            }
            try await storage.close()
        }
    }

    @Test func `what was committed survives a kill`() async throws {
        try await withFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let storage = try SQLiteStorage(path: folder + "/test.db")
                try await makePanels(in: storage)
                try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('Hall')") }
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title) VALUES ('Gate')")
                    kill(getpid(), SIGKILL)
                }
            }
            let storage = try SQLiteStorage(path: folder + "/test.db")
            let titles = try await storage.read { tx in try tx.fetch("SELECT title FROM panel") }
            #expect(try titles.map { try $0.text("title") } == ["Hall"])
            try await storage.close()
        }
    }

    @Test func `processes that start together migrate once`() async throws {
        try await withFolder { folder in
            let storages = try (0..<4).map { _ in try SQLiteStorage(path: folder + "/test.db") }
            let migrations = (1...5).map { Migration(id: "m\($0)", sql: "CREATE TABLE t\($0) (id {identity})") }
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for storage in storages { group.addTask { try await Migrator(migrations).migrate(storage) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == migrations.map(\.id))
            for storage in storages { try await storage.close() }
        }
    }

    @Test func `a task that is cancelled stops a statement in the middle`() async throws {
        let storage = try SQLiteStorage.inMemory()
        let task = Task {
            try await storage.read { tx in
                try tx.integer(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)
                    SELECT COUNT(*) FROM n
                    """)
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await storage.read { tx in try tx.integer("SELECT 1") } == 1)
    }

    @Test(.enabled(if: getuid() == 0, "needs the right to mount"))
    func `a full disk is told as such, and the database goes on when there is room again`() async throws {
        try await withFolder { folder in
            guard mount("tmpfs", folder, "tmpfs", 0, "size=2m") == 0 else { return }
            defer { umount(folder) }
            let storage = try SQLiteStorage(path: folder + "/test.db")
            try await makePanels(in: storage)
            try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('Hall')") }
            try Data(repeating: 0, count: 1_200_000).write(to: URL(fileURLWithPath: folder + "/filler"))
            let photo = [UInt8](repeating: 1, count: 900_000)
            let error = await storageError {
                try await storage.write { tx in
                    try tx.execute("INSERT INTO panel (title, photo) VALUES ('x', \(photo))")
                }
            }
            guard case .full = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 1)
            try FileManager.default.removeItem(atPath: folder + "/filler")
            try await storage.write { tx in try tx.execute("INSERT INTO panel (title) VALUES ('Gate')") }
            #expect(try await storage.read { tx in try tx.integer("SELECT COUNT(*) FROM panel") } == 2)
            try await storage.close()
        }
    }

    @Test func `a transaction that outlives its closure answers with an error`() async throws {
        let storage = try SQLiteStorage.inMemory()
        let kept = Held<(any Transaction)?>(nil)
        try await storage.write { tx in kept.value = tx }
        #expect(throws: StorageError.self) { try kept.value?.execute("SELECT 1") }
    }
}

/// A value carried out of a closure; the test takes care that nobody else has it meanwhile.
final class Held<Value>: @unchecked Sendable {
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}
