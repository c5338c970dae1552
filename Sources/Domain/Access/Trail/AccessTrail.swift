public import Basics
public import Identity
public import Storage
import Synchronization

/// Writes down who looked at what, and who changed it.
///
/// Looks are gathered for a second and written together, so that they cost a request nothing; a killed process loses those of
/// its last second. A change is answered after it was written down.
public final class AccessTrail: Sendable {
    private let storage: any Storage
    private let waiting = Mutex<[TrailEntry: Int]>([:])

    /// Different entries that wait; who comes then waits until they are written.
    private static let most = 5000

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Takes note of a request that was answered.
    public func note(_ entry: TrailEntry) async throws {
        let count = waiting.withLock { waiting in
            waiting[entry, default: 0] += 1
            return waiting.count
        }
        if entry.method != "GET" && entry.method != "HEAD" || count >= AccessTrail.most { try await write() }
    }

    /// Writes down what waits; to be called every second, and at the end. What cannot be written waits on.
    public func write() async throws {
        let entries = waiting.withLock { waiting in
            defer { waiting = [:] }
            return waiting
        }
        guard !entries.isEmpty else { return }
        do {
            try await storage.write { tx in
                let now = try tx.now()
                try tx.insertRows(
                    "INSERT INTO access_trail (user_id, method, target, status, times, created_at)",
                    entries.map { entry, times in
                        [
                            entry.user.sqlValue, entry.method.sqlValue, entry.target.sqlValue,
                            entry.status.sqlValue, times.sqlValue, now.sqlValue,
                        ]
                    })
            }
        } catch {
            waiting.withLock { waiting in
                for (entry, times) in entries where waiting.count < AccessTrail.most {
                    waiting[entry, default: 0] += times
                }
            }
            throw error
        }
    }

    /// What a user did, or what was done to a target, the newest first; 1,000 at most. For an operator.
    public func newest(of user: ID<User>?, target: String?, most: Int = 1000) async throws -> [RecordedTrailEntry] {
        try await storage.read { tx in
            var conditions: [SQL] = []
            if let user { conditions.append("user_id = \(user)") }
            if let target { conditions.append("target = \(target)") }
            let condition: SQL = conditions.isEmpty ? "" : "WHERE \(SQL.joined(conditions, separator: " AND "))"
            return try tx.fetch(
                "SELECT * FROM access_trail \(condition) ORDER BY id DESC LIMIT \(min(max(most, 1), 1000))"
            ).map { row in
                RecordedTrailEntry(
                    entry: TrailEntry(
                        user: try row.id("user_id"), method: try row.text("method"), target: try row.text("target"),
                        status: try row.int("status")),
                    times: try row.int("times"), createdAt: try row.instant("created_at"))
            }
        }
    }
}
