import Scanning
import Synchronization

/// Lets so many scans in at once, and so many wait, in order.
final class ClamdGate: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let state: Mutex<State>
    private let mostWaiting: Int

    init(free: Int, waiting: Int) {
        state = Mutex(State(free: max(free, 1)))
        mostWaiting = waiting
    }

    /// To be followed by `leave`.
    func enter() async throws(ScanError) {
        let isIn = await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                guard state.waiting.count < mostWaiting else { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        guard isIn else { throw .overloaded }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }
}
