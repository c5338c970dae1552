import Synchronization

/// Slows down guessing: after so many failures in a row a key has to wait, each time twice as long.
///
/// A try counts as a failure until it is told to have succeeded, so that guesses at the same time do not all pass. Of a key that
/// has been quiet for four times the longest pause nothing is remembered.
public final class GuessBrake<Key: Hashable & Sendable>: Sendable {
    /// Failures in a row without a pause.
    public let free: Int
    public let shortest: Duration
    public let longest: Duration
    /// Keys that are remembered at most; with more, those longest quiet start anew.
    public let capacity: Int
    private let state: Mutex<State>

    private struct State {
        var young: [Key: Record] = [:]
        var old: [Key: Record] = [:]
        var turned: ContinuousClock.Instant?
    }

    private struct Record {
        var failures: Int
        var last: ContinuousClock.Instant
    }

    public init(
        free: Int, shortest: Duration = .seconds(1), longest: Duration = .seconds(900), capacity: Int = 65_536
    ) {
        self.free = max(1, free)
        self.shortest = shortest
        self.longest = longest
        self.capacity = max(2, capacity)
        state = Mutex(State())
    }

    /// Nil: the key may try, which counts as a failure for now. Else how long it has to wait; waiting counts as nothing.
    public func wait(_ key: Key, at now: ContinuousClock.Instant = .now) -> Duration? {
        state.withLock { state in
            turn(&state, at: now)
            var record = state.young[key] ?? state.old[key] ?? Record(failures: 0, last: now)
            let over = record.last.duration(to: now)
            let left = pause(after: record.failures) - over
            guard left <= .zero else { return left }
            record.failures += 1
            record.last = now
            state.young[key] = record
            return nil
        }
    }

    /// The try was right: nothing is held against the key any more.
    public func succeeded(_ key: Key) {
        state.withLock { state in
            state.young[key] = nil
            state.old[key] = nil
        }
    }

    /// The try was none after all; failures before it still count.
    public func takeBack(_ key: Key) {
        state.withLock { state in
            guard var record = state.young[key] ?? state.old[key], record.failures > 0 else { return }
            record.failures -= 1
            state.young[key] = record
        }
    }

    private func pause(after failures: Int) -> Duration {
        guard failures >= free else { return .zero }
        // 2³⁰ times the shortest pause is longer than any longest one.
        let doublings = min(failures - free, 30)
        return min(shortest * (1 << doublings), longest)
    }

    private func turn(_ state: inout State, at now: ContinuousClock.Instant) {
        let turned = state.turned ?? now
        state.turned = turned
        guard turned.duration(to: now) > longest * 2 || state.young.count >= capacity / 2 else { return }
        state.old = state.young
        state.young = [:]
        state.turned = now
    }
}
