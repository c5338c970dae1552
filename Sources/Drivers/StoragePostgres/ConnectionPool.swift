import Basics
import Storage
import Synchronization

/// Hands out connections, in the order in which they were asked for; a bounded number may wait, for a bounded time.
final class ConnectionPool: Sendable {
    private let connections: [PostgresConnection]
    private let waiting: Int
    private let timeout: Duration
    private let state: Mutex<State>

    private struct State {
        /// The last one given back is the first one handed out, so that few connections are open where few are needed.
        var idle: [PostgresConnection]
        var waiters = Waiters()
        var isClosed = false
        var closing: CheckedContinuation<Void, Never>?
    }

    init(_ connections: [PostgresConnection], waiting: Int, timeout: Duration) {
        self.connections = connections
        self.waiting = waiting
        self.timeout = timeout
        state = Mutex(State(idle: connections.reversed()))
    }

    /// A connection that the caller alone has until `release`.
    func acquire() async throws -> PostgresConnection {
        try Task.checkCancellation()
        let ticket = state.withLock { $0.waiters.ticket() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if let answer = enter(continuation, ticket) { continuation.resume(with: answer) }
            }
        } onCancel: {
            give(up: ticket, CancellationError())
        }
    }

    func release(_ connection: PostgresConnection) {
        let (next, closing): (Waiters.Continuation?, CheckedContinuation<Void, Never>?) = state.withLock { state in
            if let next = state.waiters.first() { return (next, nil) }
            state.idle.append(connection)
            guard state.isClosed, state.idle.count == connections.count else { return (nil, nil) }
            return (nil, state.closing.take())
        }
        next?.resume(returning: connection)
        closing?.resume()
    }

    /// Hands out nothing more and waits until all are given back.
    func close() async -> [PostgresConnection] {
        let refused = state.withLock { state in
            state.isClosed = true
            return state.waiters.all()
        }
        for waiter in refused { waiter.resume(throwing: closed) }
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.idle.count == connections.count || state.closing != nil { return true }
                state.closing = continuation
                return false
            }
            if isDone { continuation.resume() }
        }
        return connections
    }

    /// What to answer at once; nil where the continuation waits now.
    private func enter(
        _ continuation: Waiters.Continuation, _ ticket: Int
    ) -> Result<PostgresConnection, any Error>? {
        let answer: Result<PostgresConnection, any Error>? = state.withLock { state in
            if state.isClosed { return .failure(closed) }
            if let connection = state.idle.popLast() { return .success(connection) }
            guard state.waiters.count < waiting else {
                return .failure(StorageError.busy("\(waiting) transactions are waiting for a connection already"))
            }
            state.waiters.append(continuation, ticket)
            return nil
        }
        guard answer == nil else { return answer }
        let alarm = Task { [weak self, timeout] in
            try await Task.sleep(for: timeout)
            self?.give(up: ticket, StorageError.busy("no connection became free within \(timeout)"))
        }
        let isGone = state.withLock { !$0.waiters.arm(alarm, ticket) }
        if isGone { alarm.cancel() }
        // A task that was cancelled before it stood in the queue was not found there.
        if Task.isCancelled { give(up: ticket, CancellationError()) }
        return nil
    }

    private func give(up ticket: Int, _ error: any Error) {
        state.withLock { $0.waiters.remove(ticket) }?.resume(throwing: error)
    }

    private var closed: StorageError { .unavailable("it was closed") }
}

/// Who waits for a connection, first come first.
private struct Waiters {
    typealias Continuation = CheckedContinuation<PostgresConnection, any Error>

    private var tickets = 0
    private var entries: [Int: (continuation: Continuation, alarm: Task<Void, any Error>?)] = [:]
    /// In order; tickets of those who gave up stay until their turn comes.
    private var order: [Int] = []
    private var head = 0

    var count: Int { entries.count }

    mutating func ticket() -> Int {
        tickets += 1
        return tickets
    }

    mutating func append(_ continuation: Continuation, _ ticket: Int) {
        entries[ticket] = (continuation, nil)
        order.append(ticket)
    }

    /// Whether this one still waits.
    mutating func arm(_ alarm: Task<Void, any Error>, _ ticket: Int) -> Bool {
        guard entries[ticket] != nil else { return false }
        entries[ticket]?.alarm = alarm
        return true
    }

    mutating func first() -> Continuation? {
        while head < order.count {
            let ticket = order[head]
            head += 1
            if let continuation = remove(ticket) { return continuation }
        }
        return nil
    }

    mutating func remove(_ ticket: Int) -> Continuation? {
        guard let entry = entries.removeValue(forKey: ticket) else { return nil }
        entry.alarm?.cancel()
        if order.count > 2 * entries.count + 64 {
            order = order[head...].filter { entries[$0] != nil }
            head = 0
        }
        return entry.continuation
    }

    mutating func all() -> [Continuation] {
        var continuations: [Continuation] = []
        while let continuation = first() { continuations.append(continuation) }
        return continuations
    }
}
