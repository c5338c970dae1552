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
