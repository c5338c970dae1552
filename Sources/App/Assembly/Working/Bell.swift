import Storage
import Synchronization

/// Tells workers and relays, of this process and of the others on the database, that there is something to do, so that they
/// need not find out by looking.
final class Bell: Sendable {
    private struct Listeners {
        var workers: @Sendable () -> Void = {}
        var relay: @Sendable () -> Void = {}
    }

    private let listeners = Mutex(Listeners())
    private let others: (any SignalBoard)?

    private static let work = Signal("work")
    private static let news = Signal("news")

    init(others: (any SignalBoard)?) {
        self.others = others
    }

    func connect(workers: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.workers = workers }
    }

    func connect(relay: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.relay = relay }
    }

    func ringWorkers() {
        listeners.withLock { $0.workers }()
        others?.send(Self.work)
    }

    func ringRelay() {
        listeners.withLock { $0.relay }()
        others?.send(Self.news)
    }

    /// Passes on what other processes ring, until the task is cancelled.
    func listen() async {
        await others?.listen(to: [Self.work, Self.news]) { [self] signal in
            let (workers, relay) = listeners.withLock { ($0.workers, $0.relay) }
            signal == Self.work ? workers() : relay()
        }
    }
}
