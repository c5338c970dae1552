import Dispatch
import Storage
import Synchronization

/// Signals by LISTEN and NOTIFY, on a connection of their own.
///
/// A signal is sent after the commit that it tells of and not within it, for commits with a NOTIFY in them take turns in
/// the whole database.
final class PostgresSignals: SignalBoard {
    private let target: ConnectionTarget
    private let line = Mutex<SignalLine?>(nil)

    init(to target: ConnectionTarget) {
        self.target = target
    }

    func send(_ signal: Signal) {
        line.withLock { $0 }?.send(signal)
    }

    func listen(to signals: [Signal], _ hear: @escaping @Sendable (Signal) -> Void) async {
        guard let line = SignalLine(to: target, signals: signals, hear: hear) else { return }
        self.line.withLock { $0 = line }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "storage.postgres.signals").async {
                    line.work()
                    continuation.resume()
                }
            }
        } onCancel: {
            line.stop()
        }
        self.line.withLock { $0 = nil }
    }
}
