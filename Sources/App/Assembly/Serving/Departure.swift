import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// How a server leaves behind a balancer without losing a request: for a while it tells that it is going and still
/// answers everything, then it takes no more connections, then it stops.
///
/// The last among the services, so that the others stop after it.
final class Departure: Service {
    private struct State {
        var isLeaving = false
        var listener: (any Channel)?
    }

    private let drain: Duration
    private let logger: Logger
    private let state = Mutex(State())

    /// How long connections have to be taken in that were made before the door was shut, and to send their requests.
    private static let lastCall = Duration.milliseconds(500)

    /// - Parameter drain: how long it tells that it is going; none, and it stops at once.
    init(drain: Duration, logger: Logger) {
        self.drain = drain
        self.logger = logger
    }

    /// Whether the server is going: it is not ready any more, and every answer is the last of its connection.
    var isLeaving: Bool { state.withLock(\.isLeaving) }

    func listens(on channel: any Channel) {
        state.withLock { $0.listener = channel }
    }

    func run() async throws {
        try? await gracefulShutdown()
        guard drain > .zero, !Task.isCancelled else { return }
        let listener = state.withLock { state in
            state.isLeaving = true
            return state.listener
        }
        logger.notice("leaving", metadata: ["seconds": "\(drain.components.seconds)"])
        try? await Task.sleep(for: drain)
        guard let listener, await Doorkeeper.refuseNewcomers(at: listener) else { return }
        try? await Task.sleep(for: Departure.lastCall)
    }
}
