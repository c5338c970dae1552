import Synchronization

/// Who in this process listens to which channel.
public final class PushHub: Sendable {
    /// What became of a wish to listen.
    public enum Subscription: Sendable, Equatable {
        case subscribed
        /// The subscriber has ended or hears as many channels as it may.
        case refused
    }

    let ledger = DeliveryLedger()
    private let outbox: Outbox
    private let maxSubscribers: Int
    private let limits: PushSubscriber.Limits
    private let state = Mutex(State())

    public init(outbox: Outbox, maxSubscribers: Int = 10_000, limits: PushSubscriber.Limits = .init()) {
        self.outbox = outbox
        self.maxSubscribers = maxSubscribers
        self.limits = limits
    }

    public var count: Int { state.withLock(\.subscribers.count) }

    /// Whether `open` would succeed now.
    public var hasRoom: Bool { state.withLock { !$0.isShutDown && $0.subscribers.count < maxSubscribers } }

    /// A new listener, to be handed to `close` by its owner in the end; nil where there are as many as there may be, or
    /// the server is going down. `onEnd` is called once, from anywhere, and must not wait.
    public func open(onEnd: @escaping @Sendable (PushSubscriber.Ending) -> Void = { _ in }) -> PushSubscriber? {
        let subscriber = PushSubscriber(limits: limits, ledger: ledger, onEnd: onEnd)
        let fits = state.withLock { state in
            guard !state.isShutDown, state.subscribers.count < maxSubscribers else { return false }
            state.subscribers[ObjectIdentifier(subscriber)] = subscriber
            return true
        }
        return fits ? subscriber : nil
    }

    public func close(_ subscriber: PushSubscriber) {
        let key = ObjectIdentifier(subscriber)
        state.withLock { state in
            state.subscribers[key] = nil
            for channel in subscriber.channels { state.remove(key, from: channel) }
        }
        subscriber.end(.closed)
    }

    /// Subscribes: the acknowledgement is queued first, then what was pending on the channel, then what happens.
    public func subscribe(
        _ subscriber: PushSubscriber, to channel: String, acknowledgement: String? = nil
    ) async throws -> Subscription {
        guard hold(channel, for: subscriber) else { return .refused }
        do {
            var page = try await outbox.pending(on: channel)
            if let acknowledgement { subscriber.say(acknowledgement) }
            var replayed: Set<Int64> = []
            while let end = page.last {
                subscriber.replay(page)
                replayed.formUnion(page.map(\.row))
                try await subscriber.room()
                guard replayed.count < Outbox.mostPending else { break }
                page = try await outbox.pending(on: channel, after: end.row)
            }
            subscriber.release(channel, replayed: replayed)
        } catch {
            unsubscribe(subscriber, from: channel)
            throw error
        }
        return .subscribed
    }

    /// Subscribes to several channels, first handing everything told on them behind `row` to `replay`, piece by piece.
    public func subscribe(
        _ subscriber: PushSubscriber, to channels: [String], resumingAfter row: Int64,
        replay: ([OutboxEvent]) async throws -> Void
    ) async throws -> Subscription {
        for channel in channels where !hold(channel, for: subscriber) { return .refused }
        var last = row
        var sent: Set<Int64> = []
        while subscriber.ending == nil {
            let events = try await outbox.past(on: channels, after: last)
            guard let end = events.last else { break }
            try await replay(events)
            last = end.row
            if sent.count > 1000 { sent = [] }
            sent.formUnion(events.map(\.row))
        }
        for channel in channels {
            // A commit that became visible late lies before `row`; nobody has heard it, so it is still pending.
            let late = try await outbox.pending(on: channel).filter { $0.row <= row }
            try await replay(late)
            subscriber.release(channel, replayed: sent.union(late.map(\.row)))
        }
        return .subscribed
    }

    public func unsubscribe(_ subscriber: PushSubscriber, from channel: String) {
        state.withLock { state in
            state.remove(ObjectIdentifier(subscriber), from: channel)
            subscriber.leave(channel)
        }
    }

    /// Hands an event to everyone who listens to its channel.
    public func publish(_ event: OutboxEvent) {
        let listeners = state.withLock { state in
            (state.listeners[event.channel] ?? []).compactMap { state.subscribers[$0] }
        }
        for listener in listeners { listener.hear(event) }
    }

    /// Ends every listener and takes no new ones. Every connection of a server that stops calls it; the first call does it.
    public func shutDown() {
        let all = state.withLock { state in
            defer { state.isShutDown = true }
            return state.isShutDown ? [] : Array(state.subscribers.values)
        }
        for subscriber in all { subscriber.end(.shutdown) }
    }

    private func hold(_ channel: String, for subscriber: PushSubscriber) -> Bool {
        state.withLock { state in
            let key = ObjectIdentifier(subscriber)
            guard state.subscribers[key] != nil, subscriber.hold(channel) else { return false }
            state.listeners[channel, default: []].insert(key)
            return true
        }
    }

    private struct State {
        var isShutDown = false
        var subscribers: [ObjectIdentifier: PushSubscriber] = [:]
        var listeners: [String: Set<ObjectIdentifier>] = [:]

        mutating func remove(_ key: ObjectIdentifier, from channel: String) {
            listeners[channel]?.remove(key)
            if listeners[channel]?.isEmpty == true { listeners[channel] = nil }
        }
    }
}
