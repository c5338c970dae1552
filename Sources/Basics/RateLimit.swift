import Synchronization

/// How often somebody may do something.
public struct Rate: Hashable, Sendable {
    /// Times a second, on the long run.
    public let perSecond: Int
    /// Times at once, after a pause.
    public let burst: Int

    /// Less than one is taken as one.
    public init(perSecond: Int, burst: Int) {
        self.perSecond = max(1, perSecond)
        self.burst = max(1, burst)
    }

    /// What one time uses up.
    var interval: Duration { .nanoseconds(1_000_000_000 / perSecond) }
    /// After such a pause everybody has the whole burst again.
    var refill: Duration { interval * burst }
}

/// Lets every key through so often and no more: a token bucket for each.
///
/// Of a key one moment is kept: when its bucket will be full again. A key whose bucket is full is forgotten. With more keys
/// than there is room for, those longest unseen start anew with a full bucket.
public final class RateLimit<Key: Hashable & Sendable>: Sendable {
    public let rate: Rate
    /// Keys that are remembered at most.
    public let capacity: Int
    private let state: Mutex<State>

    /// Two generations, so that forgetting costs nothing: the older one goes as a whole.
    private struct State {
        var young: [Key: ContinuousClock.Instant] = [:]
        var old: [Key: ContinuousClock.Instant] = [:]
        var turned: ContinuousClock.Instant?
    }

    public init(_ rate: Rate, capacity: Int = 65_536) {
        self.rate = rate
        self.capacity = max(2, capacity)
        state = Mutex(State())
    }

    /// Takes one token; nil where there was one, else how long to wait for it.
    public func wait(_ key: Key, at now: ContinuousClock.Instant = .now) -> Duration? {
        state.withLock { state in
            turn(&state, at: now)
            // A key of the older generation moves to the younger.
            let known = state.young[key] ?? state.old[key] ?? now
            let full = max(known, now) + rate.interval
            let excess = now.duration(to: full) - rate.refill
            guard excess <= .zero else { return excess }
            state.young[key] = full
            return nil
        }
    }

    /// Whoever is only in the older generation has a full bucket, unless room was short.
    private func turn(_ state: inout State, at now: ContinuousClock.Instant) {
        let turned = state.turned ?? now
        state.turned = turned
        guard turned.duration(to: now) > rate.refill || state.young.count >= capacity / 2 else { return }
        state.old = state.young
        state.young = [:]
        state.turned = now
    }
}
