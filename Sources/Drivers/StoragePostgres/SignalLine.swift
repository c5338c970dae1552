import Storage
import Synchronization

/// A connection that waits for signals and sends some; blocks the thread that it works on.
final class SignalLine: Sendable {
    private let target: ConnectionTarget
    private let signals: [Signal]
    private let hear: @Sendable (Signal) -> Void
    private let wakeUp: WakeUpPipe
    private let state = Mutex(State())

    private struct State {
        /// What is to be sent; equal signals become one.
        var waiting: Set<Signal> = []
        var isStopped = false
    }

    /// Milliseconds before a lost connection is tried again: at first, and at most.
    private static let (firstPause, longestPause) = (Int32(100), Int32(5_000))
    /// Milliseconds after which the connection is looked at though it is silent.
    private static let patience = Int32(30_000)

    /// Nil where the process has no file left to open.
    init?(to target: ConnectionTarget, signals: [Signal], hear: @escaping @Sendable (Signal) -> Void) {
        guard let wakeUp = WakeUpPipe() else { return nil }
        self.target = target
        self.signals = signals
        self.hear = hear
        self.wakeUp = wakeUp
    }

    func send(_ signal: Signal) {
        let isNew = state.withLock { $0.waiting.insert(signal).inserted }
        if isNew { wakeUp.ring() }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        wakeUp.ring()
    }

    /// Works until `stop`, on one connection after the other.
    func work() {
        var pause = Self.firstPause
        while !isStopped {
            do {
                let session = try Session(target)
                try session.listen(to: signals)
                pause = Self.firstPause
                for signal in signals { hear(signal) }
                try exchange(on: session)
            } catch {
                wakeUp.wait(atMost: Int32.random(in: pause / 2...pause))
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    private func exchange(on session: Session) throws {
        while !isStopped {
            while let signal = state.withLock({ $0.waiting.popFirst() }) {
                do {
                    try session.notify(signal)
                } catch {
                    state.withLock { _ = $0.waiting.insert(signal) }
                    throw error
                }
            }
            for signal in try session.heard(among: signals) { hear(signal) }
            wakeUp.wait(or: session.socket, atMost: Self.patience)
        }
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }
}
