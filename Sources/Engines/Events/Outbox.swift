import Basics
public import Storage

/// Events that were decided in a transaction, kept until they have been told.
///
/// An event is appended in the transaction that it tells of, so the two happen together or not at all. It takes one row
/// a channel, all with the same event id, so that a listener of two channels can tell that it has had it.
public struct Outbox: Sendable {
    /// How long things are kept.
    public struct Retention: Sendable {
        /// What has been heard can be resumed from for so long.
        public var heard: Duration
        /// What nobody has heard waits for a listener for so long.
        public var pending: Duration

        public init(heard: Duration = .seconds(86_400), pending: Duration = .seconds(86_400)) {
            self.heard = heard
            self.pending = max(heard, pending)
        }
    }

    /// Events that a new listener is handed at most.
    public static let mostPending = 100

    let storage: any Storage
    let retention: Retention

    public init(storage: any Storage, retention: Retention = Retention()) {
        self.storage = storage
        self.retention = retention
    }

    /// Adds the event to the transaction. After the commit `EventRelay.notify()` saves the listener a moment's wait.
    @discardableResult
    public static func append(_ event: NewEvent, in tx: any Transaction) throws -> EventID {
        let now = try tx.now()
        let id = EventID.new(at: now)
        for channel in Set(event.channels).sorted() {
            try EventTable.insert(event, id: id, channel: channel, at: now, in: tx)
        }
        return id
    }

    /// Deletes what was told on a channel, or was to be.
    public static func forget(_ channel: String, in tx: any Transaction) throws {
        try EventTable.delete(on: channel, in: tx)
    }

    /// The next events behind a row that were told on a channel and heard by nobody, oldest first, at most `limit`.
    public func pending(on channel: String, after row: Int64 = 0, limit: Int = 25) async throws -> [OutboxEvent] {
        try await storage.read { tx in
            let since = try tx.now() - retention.pending
            return try EventTable.pending(on: channel, after: row, since: since, limit: limit, in: tx)
        }
    }

    /// The place of an event; nil where it is not, or no longer, kept for one of these channels.
    public func row(of id: EventID, on channels: [String]) async throws -> Int64? {
        try await storage.read { tx in try EventTable.row(of: id, on: channels, in: tx) }
    }

    /// The next events behind a row that were told on these channels, heard or not, at most `limit`.
    public func past(on channels: [String], after row: Int64, limit: Int = 25) async throws -> [OutboxEvent] {
        try await storage.read { tx in
            let since = try tx.now() - retention.heard
            return try EventTable.past(on: channels, after: row, since: since, limit: limit, in: tx)
        }
    }

    /// Deletes what is past keeping, oldest first, in one transaction of at most `limit` rows; tells how many.
    @discardableResult
    public func prune(limit: Int = 1000) async throws -> Int {
        try await storage.write { tx in
            let now = try tx.now()
            return try EventTable.prune(
                heardBefore: now - retention.heard, before: now - retention.pending, limit: limit, in: tx)
        }
    }

    func markDelivered(_ rows: [Int64]) async throws {
        try await storage.write { tx in try EventTable.markDelivered(rows, at: try tx.now(), in: tx) }
    }
}
