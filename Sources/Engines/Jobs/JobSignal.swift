import Synchronization

/// Wakes a worker in the same process; held by those who enqueue jobs and by the worker.
public final class JobSignal: Sendable {
    private enum State {
        case quiet
        case rung
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.quiet)

    public init() {}

    /// To be called after the commit: there is something to do.
    public func notify() {
        let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
            if case .awaited(let continuation) = state {
                state = .quiet
                return continuation
            }
            state = .rung
            return nil
        }
        waiting?.resume()
    }

    /// Returns at a notification, also one that came before, at the end of the time or when the task is cancelled.
    /// Only one task may wait.
    func wait(atMost duration: Duration) async {
        let timer = Task {
            try await Task.sleep(for: max(duration, .zero))
            notify()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state in
                    if case .rung = state {
                        state = .quiet
                        return true
                    }
                    state = .awaited(continuation)
                    return false
                }
                if ready { continuation.resume() }
            }
        } onCancel: {
            notify()
        }
        timer.cancel()
    }
}
