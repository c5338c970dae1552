import Basics
public import Logging
import Storage

/// Reads the outbox as it grows and hands each event to the hub of this process; marks what was delivered; prunes.
///
/// Every server process runs one. None claims a row for itself, for a listener's socket may be in any process.
public actor EventRelay {
    public struct Pace: Sendable {
        /// Between two looks at the outbox where nobody calls `notify`.
        public var interval: Duration
        /// How long a transient event is worth telling.
        public var freshness: Duration
        public var pruning: Duration

        public init(
            interval: Duration = .milliseconds(250), freshness: Duration = .seconds(10),
            pruning: Duration = .seconds(60)
        ) {
            self.interval = interval
            self.freshness = freshness
            self.pruning = pruning
        }
    }

    private let outbox: Outbox
    private let hub: PushHub
    private let alsoHears: @Sendable (OutboxEvent) -> Void
    private let pace: Pace
    private let logger: Logger
    private let wakeUps: AsyncStream<Void>
    private nonisolated let wakeUp: AsyncStream<Void>.Continuation
    private var cursor: RelayCursor?
    private var nextPruning: Instant?

    /// Rows read at a time.
    private static let batch = 500
    /// How far back a new process looks for rows that the one before it left undelivered.
    private static let lookBack = Duration.seconds(60)

    /// - Parameter alsoHears: told of every event that the hub is told of; must not wait.
    public init(
        outbox: Outbox, hub: PushHub, pace: Pace = Pace(),
        alsoHears: @escaping @Sendable (OutboxEvent) -> Void = { _ in }, logger: Logger
    ) {
        self.outbox = outbox
        self.hub = hub
        self.alsoHears = alsoHears
        self.pace = pace
        self.logger = logger
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Tells that a transaction with events has committed, so that they need not wait for the next look.
    public nonisolated func notify() {
        wakeUp.yield()
    }

    /// Works until its task is cancelled.
    public func run() async {
        let interval = pace.interval
        let wakeUp = wakeUp
        let ticker = Task {
            while !Task.isCancelled {
                wakeUp.yield()
                try? await Task.sleep(for: interval)
            }
        }
        defer { ticker.cancel() }
        for await _ in wakeUps {
            do {
                try await round()
            } catch is CancellationError {
                break
            } catch {
                logger.error("outbox not read; trying again", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
        // Cancelled: a new task is needed for the last words.
        await Task { await self.settle() }.value
    }

    /// Hands everything new to the hub, marks what was written, and prunes a batch when it is time. Not to be called
    /// while `run` works.
    package func round() async throws {
        let now = try await relay()
        try await markDelivered()
        if nextPruning.map({ now >= $0 }) ?? true {
            // A full batch means that there is more; then the next round goes on.
            let pruned = try await outbox.prune()
            nextPruning = pruned < 1000 ? now + pace.pruning : now
        }
    }

    /// The moment of the look, by the clock of whoever shares the database: what is fresh, late or old goes by it.
    private func relay() async throws -> Instant {
        let isFirst = cursor == nil
        var cursor = try await startingCursor()
        while true {
            let (last, missing) = (cursor.last ?? 0, cursor.missing)
            let (now, late, new) = try await outbox.storage.read { tx in
                (
                    try tx.now(), try EventTable.rows(missing, in: tx),
                    try EventTable.after(last, limit: EventRelay.batch, in: tx)
                )
            }
            for event in late + new where cursor.see(event.row, at: now) {
                // What the process before us delivered is no news.
                if isFirst && event.deliveredAt != nil { continue }
                if event.isTransient && event.createdAt + pace.freshness < now { continue }
                hub.publish(event)
                alsoHears(event)
            }
            cursor.forgetOld(at: now)
            self.cursor = cursor
            if new.count < EventRelay.batch { return now }
        }
    }

    private func startingCursor() async throws -> RelayCursor {
        if let cursor { return cursor }
        return RelayCursor(
            after: try await outbox.storage.read { tx in
                try EventTable.lastRow(before: try tx.now() - EventRelay.lookBack, in: tx)
            })
    }

    private func markDelivered() async throws {
        while true {
            let rows = hub.ledger.take(EventRelay.batch)
            guard !rows.isEmpty else { return }
            do {
                try await outbox.markDelivered(rows)
            } catch {
                hub.ledger.putBack(rows)
                throw error
            }
        }
    }

    private func settle() async {
        do {
            try await markDelivered()
        } catch {
            logger.warning("deliveries not marked; they may be repeated", metadata: ["error": "\(error)"])
        }
    }
}
