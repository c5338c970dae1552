import CPQ
import Dispatch
import Synchronization

/// Interrupts what a connection is doing, from another thread.
final class Canceller: Sendable {
    private let state: Mutex<State>

    private struct State: @unchecked Sendable {
        var handle: OpaquePointer?
        var isArmed = false
        var wasSent = false
    }

    init(of connection: OpaquePointer) {
        state = Mutex(State(handle: PQgetCancel(connection)))
    }

    deinit {
        state.withLock { PQfreeCancel($0.handle) }
    }

    /// From now on there is something to interrupt.
    func arm() {
        state.withLock { $0.isArmed = true }
    }

    /// Asks the server, over a connection of its own, which may block; hence not on the caller's thread.
    func cancel() {
        DispatchQueue.global().async { [self] in
            state.withLock { state in
                guard state.isArmed, let handle = state.handle else { return }
                var message = [CChar](repeating: 0, count: 256)
                _ = PQcancel(handle, &message, Int32(message.count))
                state.wasSent = true
            }
        }
    }

    /// Whether the server was asked since `arm`.
    func disarm() -> Bool {
        state.withLock { state in
            state.isArmed = false
            return state.wasSent
        }
    }
}
