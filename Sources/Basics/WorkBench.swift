import Dispatch

/// A few threads for work that computes or reads files for long, so that it does not hold up the requests beside it.
///
/// No more than `slots` pieces of work run at once and no more than `waiting` wait; what comes on top is refused.
public final class WorkBench: Sendable {
    private let queue = DispatchQueue(label: "workbench", attributes: .concurrent)
    private let gate: Gate

    /// - Parameter busy: what is told to those who are refused.
    public init(
        slots: Int, waiting: Int,
        busy: String = "Too many workbooks are being checked. Try again in a few seconds."
    ) {
        gate = Gate(free: slots, waitingLimit: waiting, busy: busy)
    }

    /// Runs the work on a thread of its own. Throws `unavailable` where too much waits already.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await gate.enter()
        do {
            let value = try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Result(catching: work)) }
            }
            await gate.leave()
            return value
        } catch {
            await gate.leave()
            throw error
        }
    }

    private actor Gate {
        private var free: Int
        private let waitingLimit: Int
        private let busy: String
        private var waiting: [CheckedContinuation<Void, Never>] = []

        init(free: Int, waitingLimit: Int, busy: String) {
            self.busy = busy
            self.free = free
            self.waitingLimit = waitingLimit
        }

        func enter() async throws {
            if free > 0 {
                free -= 1
                return
            }
            guard waiting.count < waitingLimit else {
                throw Failure(.unavailable, code: "busy", busy)
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func leave() {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
    }
}
