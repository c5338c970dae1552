public import Basics
public import Storage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What the domain does with jobs, inside its own transactions.
public enum JobQueue {
    /// Promises a job: it runs if and only if this transaction commits.
    ///
    /// A worker finds it within its polling interval; `JobSignal.notify()` after the commit makes it start at once.
    /// - Parameters:
    ///   - payload: JSON.
    ///   - runAt: not before this moment; nil for at once.
    ///   - maxAttempts: how often it is tried before it is dead.
    ///   - uniqueKey: while a job of this kind with this key is ready or running, no other is added and the id of that
    ///     one is returned.
    @discardableResult
    public static func enqueue(
        kind: String, payload: String = "{}", runAt: Instant? = nil, maxAttempts: Int = 10, uniqueKey: String? = nil,
        in tx: any Transaction
    ) throws -> ID<Job> {
        let now = try tx.now()
        let rows = try tx.fetch(
            """
            INSERT INTO job (kind, payload, state, unique_key, run_at, attempts, max_attempts, created_at)
            VALUES (\(kind), \(payload), 'ready', \(uniqueKey), \(runAt ?? now), 0, \(max(1, maxAttempts)), \(now))
            ON CONFLICT (kind, unique_key) WHERE state IN ('ready', 'running')
            DO UPDATE SET unique_key = excluded.unique_key
            RETURNING id
            """)
        guard let row = rows.first else { throw StorageError.decoding("an inserted job has no id") }
        return try row.id("id")
    }

    /// As above, with a payload that is written as JSON.
    @discardableResult
    public static func enqueue(
        kind: String, payload: some Encodable, runAt: Instant? = nil, maxAttempts: Int = 10,
        uniqueKey: String? = nil, in tx: any Transaction
    ) throws -> ID<Job> {
        let json = String(decoding: try JSONEncoder().encode(payload), as: UTF8.self)
        return try enqueue(
            kind: kind, payload: json, runAt: runAt, maxAttempts: maxAttempts, uniqueKey: uniqueKey, in: tx)
    }

    /// Lets a job that waits for its time come at once; false where none of this kind and key waits.
    @discardableResult
    public static func hasten(kind: String, uniqueKey: String, in tx: any Transaction) throws -> Bool {
        let now = try tx.now()
        return try tx.execute(
            """
            UPDATE job SET run_at = \(now)
            WHERE kind = \(kind) AND unique_key = \(uniqueKey) AND state = 'ready' AND run_at > \(now)
            """) == 1
    }

    public static func find(_ id: ID<Job>, in tx: any Transaction) throws -> Job? {
        try tx.first("SELECT \(Job.columns) FROM job WHERE id = \(id)").map { try Job($0) }
    }

    /// Calls off a job that no worker has begun; false where it is too late.
    @discardableResult
    public static func cancel(_ id: ID<Job>, reason: String, in tx: any Transaction) throws -> Bool {
        let now = try tx.now()
        return try tx.execute(
            """
            UPDATE job SET state = 'canceled', finished_at = \(now), last_error = \(reason)
            WHERE id = \(id) AND state = 'ready'
            """) == 1
    }

    /// Gives a dead or canceled job all its attempts again; false where it is neither.
    ///
    /// Fails as a violated constraint where another job has taken its unique key meanwhile.
    @discardableResult
    public static func revive(_ id: ID<Job>, in tx: any Transaction) throws -> Bool {
        let now = try tx.now()
        return try tx.execute(
            """
            UPDATE job SET state = 'ready', run_at = \(now), attempts = 0, finished_at = NULL
            WHERE id = \(id) AND state IN ('dead', 'canceled')
            """) == 1
    }

    /// How many jobs there are in each state.
    public static func counts(in tx: any Transaction) throws -> [Job.State: Int] {
        var counts: [Job.State: Int] = [:]
        for row in try tx.fetch("SELECT state, COUNT(*) AS number FROM job GROUP BY state") {
            if let state = Job.State(rawValue: try row.text("state")) { counts[state] = try row.int("number") }
        }
        return counts
    }
}
