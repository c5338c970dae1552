import Synchronization

/// Tells the workers and the relay of this process that there is something to do, so that they need not find out by looking.
final class Bell: Sendable {
    private struct Listeners {
        var workers: @Sendable () -> Void = {}
        var relay: @Sendable () -> Void = {}
    }

    private let listeners = Mutex(Listeners())

    func connect(workers: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.workers = workers }
    }

    func connect(relay: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.relay = relay }
    }

    func ringWorkers() {
        listeners.withLock { $0.workers }()
    }

    func ringRelay() {
        listeners.withLock { $0.relay }()
    }
}
