import Basics
import Dispatch
import Storage

/// One connection, opened when it is needed; its work is done on a thread of its own.
///
/// The pool gives it to one transaction at a time.
actor PostgresConnection {
    private let target: ConnectionTarget
    private let thread = ConnectionThread()
    private var session: Session?

    /// How often a transaction is tried that lost against another.
    private static let attempts = 5

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(to target: ConnectionTarget) {
        self.target = target
    }

    /// Runs a transaction, again where the database asks for it.
    func run<Value: Sendable>(
        _ access: Access, _ body: @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            switch try await attemptOnce(access, body) {
            case .success(let value): return value
            case .failure(let lost):
                guard attempt < Self.attempts else { throw lost.error }
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << attempt))))
                attempt += 1
            }
        }
    }

    func close() {
        session = nil
    }

    /// The value, or why the transaction has to be tried again.
    private func attemptOnce<Value: Sendable>(
        _ access: Access, _ body: @Sendable (any Transaction) throws -> Value
    ) async throws -> Result<Value, Lost> {
        try Task.checkCancellation()
        let session = try begin(access)
        let canceller = session.canceller
        canceller.arm()
        defer {
            // A cancellation that was asked for may arrive late and must not hit the next transaction.
            if canceller.disarm() || !session.isUsable { self.session = nil }
        }
        return try await withTaskCancellationHandler {
            // A method of ours, for a closure that does not name the actor would leave its thread.
            try self.perform(access, body, on: session)
        } onCancel: {
            canceller.cancel()
        }
    }

    private func perform<Value: Sendable>(
        _ access: Access, _ body: @Sendable (any Transaction) throws -> Value, on session: Session
    ) throws -> Result<Value, Lost> {
        let transaction = PostgresTransaction(access, on: session)
        defer { transaction.end() }
        do {
            let value = try body(transaction)
            try transaction.checkUsable()
            try transaction.commit()
            session.hasServed = true
            return .success(value)
        } catch {
            transaction.rollback()
            if transaction.isUnresolved { throw error }
            if Task.isCancelled { throw CancellationError() }
            if let lost = transaction.lost { return .failure(lost) }
            throw error
        }
    }

    /// An open transaction. A connection that was lost while it lay idle is opened anew, for nothing was sent yet.
    private func begin(_ access: Access) throws -> Session {
        do {
            if let session {
                do {
                    try session.begin(access)
                    return session
                } catch  where !session.isConnected {
                    self.session = nil
                }
            }
            let session = try Session(target)
            try session.begin(access)
            self.session = session
            return session
        } catch let error as ServerError {
            session = nil
            throw error.error
        }
    }
}

/// A transaction that the database undid for a reason that a second try may not meet.
struct Lost: Error {
    let error: StorageError
}

/// Runs an actor's work on a queue of Dispatch, whose threads may block.
private final class ConnectionThread: SerialExecutor {
    private let queue = DispatchQueue(label: "storage.postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }
}
