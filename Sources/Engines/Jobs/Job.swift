public import Basics
import Storage

/// Work that was promised inside a transaction and is done after it, by whichever worker comes first.
public struct Job: Sendable {
    public let id: ID<Job>
    /// Names the handler.
    public let kind: String
    /// JSON; only the handler knows its shape. Not to be logged.
    public let payload: String
    public let state: State
    public let uniqueKey: String?
    /// Not before this moment.
    public let runAt: Instant
    /// How often it was begun.
    public let attempts: Int
    public let maxAttempts: Int
    /// What the last attempt failed with, or why it was canceled.
    public let lastError: String?
    public let createdAt: Instant
    public let finishedAt: Instant?

    public enum State: String, Sendable, CaseIterable {
        /// Waits for its time or for a worker.
        case ready
        case running
        case done
        /// All attempts have failed.
        case dead
        /// Its handler or somebody else found that it is not needed.
        case canceled
    }

    static let columns: SQL = """
        id, kind, payload, state, unique_key, run_at, attempts, max_attempts, last_error, created_at, finished_at
        """

    init(_ row: Row) throws {
        id = try row.id("id")
        kind = try row.text("kind")
        payload = try row.text("payload")
        guard let state = State(rawValue: try row.text("state")) else {
            throw StorageError.decoding("a job is in a state that this version does not know")
        }
        self.state = state
        uniqueKey = try row.optional("unique_key", row.text)
        runAt = try row.instant("run_at")
        attempts = try row.int("attempts")
        maxAttempts = try row.int("max_attempts")
        lastError = try row.optional("last_error", row.text)
        createdAt = try row.instant("created_at")
        finishedAt = try row.optional("finished_at", row.instant)
    }
}
