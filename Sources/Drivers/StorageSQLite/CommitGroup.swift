import GRDBSQLite
import Storage
import Synchronization

/// Lets write transactions that wait for each other anyway share one commit, and so one flush of the disk.
///
/// Each runs in its turn on the writer's thread. Whoever finds others waiting behind him leaves the transaction open, and the
/// next goes on in it, in a savepoint of his own; the last of them commits for all. A caller alone commits at once. No
/// caller hears of his success before the commit.
final class CommitGroup: Sendable {
    /// What became of a turn that ended well.
    enum Outcome: Sendable {
        case committed
        /// The commit failed; nothing of the batch is kept.
        case failed(any Error)
        /// SQLite undid the batch because of another's failure; the turn is to be taken again.
        case lost
    }

    /// Transactions in one commit.
    private static let mostTurns = 64
    /// After this time nobody else is let in, so that the first waits no longer than about the last one's turn.
    private static let mostTime = Duration.milliseconds(5)

    private let waiting = Atomic<Int>(0)
    /// Used on the writer's thread alone.
    private let open = Mutex<Batch?>(nil)

    /// Announces a turn, which keeps the batch open until it is taken or given up.
    func announce() { waiting.add(1, ordering: .sequentiallyConsistent) }

    /// A turn that was announced and will not be taken. To be followed by `settle` on the writer's thread.
    func giveUp() { waiting.subtract(1, ordering: .sequentiallyConsistent) }

    /// Runs a transaction in its turn, and tells in which batch it will be committed.
    ///
    /// - Parameter alone: whether it is committed by itself, as one that was lost before or that takes long.
    func take<Value>(
        alone: Bool, on statements: StatementCache, _ work: () throws -> Value
    ) throws -> (value: Value, batch: Batch) {
        giveUp()
        if alone { settle(statements, isLast: true) }
        let batch = try enter(statements)
        let isFirst = batch.turns == 0
        do {
            let value = try work()
            try statements.checkForeignKeys()
            if !isFirst { try statements.run("RELEASE turn") }
            batch.turns += 1
            settle(statements, isLast: alone)
            return (value, batch)
        } catch {
            leave(batch, statements)
            settle(statements, isLast: alone)
            throw error
        }
    }

    /// Commits what is open, unless others will go on in it.
    ///
    /// - Parameter isLast: whether it is committed in any case.
    func settle(_ statements: StatementCache, isLast: Bool = false) {
        guard let batch = open.withLock({ $0 }) else { return }
        let mayGrow =
            batch.turns < CommitGroup.mostTurns && batch.started.duration(to: .now) < CommitGroup.mostTime
        if mayGrow, !isLast, waiting.load(ordering: .sequentiallyConsistent) > 0 { return }
        open.withLock { $0 = nil }
        batch.end(commit(statements))
    }

    private func commit(_ statements: StatementCache) -> Outcome {
        do {
            try statements.run("COMMIT")
            return .committed
        } catch {
            if statements.isInTransaction { try? statements.run("ROLLBACK") }
            return .failed(error)
        }
    }

    private func enter(_ statements: StatementCache) throws -> Batch {
        if let batch = open.withLock({ $0 }) {
            try statements.run("SAVEPOINT turn")
            return batch
        }
        try statements.run("BEGIN IMMEDIATE")
        let batch = Batch()
        open.withLock { $0 = batch }
        return batch
    }

    /// Undoes a turn that failed, and nothing else of the batch where SQLite has left anything of it.
    private func leave(_ batch: Batch, _ statements: StatementCache) {
        if statements.isInTransaction, batch.turns > 0, (try? statements.run("ROLLBACK TO turn")) != nil,
            (try? statements.run("RELEASE turn")) != nil
        {
            return
        }
        if statements.isInTransaction { try? statements.run("ROLLBACK") }
        open.withLock { $0 = nil }
        batch.end(.lost)
    }
}

extension CommitGroup {
    /// Transactions that are committed together.
    final class Batch: Sendable {
        fileprivate let started = ContinuousClock.now
        private let state = Mutex(State())

        private struct State {
            var turns = 0
            var outcome: Outcome?
            var waiters: [CheckedContinuation<Outcome, Never>] = []
        }

        /// How many have ended well.
        fileprivate var turns: Int {
            get { state.withLock { $0.turns } }
            set { state.withLock { $0.turns = newValue } }
        }

        /// What became of it; waits for the commit, which comes soon whatever happens to its caller.
        var outcome: Outcome {
            get async {
                await withCheckedContinuation { continuation in
                    let outcome: Outcome? = state.withLock { state in
                        if state.outcome == nil { state.waiters.append(continuation) }
                        return state.outcome
                    }
                    if let outcome { continuation.resume(returning: outcome) }
                }
            }
        }

        fileprivate func end(_ outcome: Outcome) {
            let waiters = state.withLock { state in
                state.outcome = outcome
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume(returning: outcome) }
        }
    }
}
