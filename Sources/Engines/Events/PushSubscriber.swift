import Synchronization

/// One listener in this process: the channels it hears and the bounded queue of what it has yet to be sent.
///
/// Whoever owns the socket takes `messages` one by one, writes each, and calls `wrote` when it is out. A listener whose
/// queue is full is ended, never waited for.
public final class PushSubscriber: Sendable {
    /// Why nothing more will come.
    public enum Ending: Sendable, Equatable {
        /// Its owner closed it.
        case closed
        /// It reads more slowly than there is to tell.
        case slowReader
        /// The server is going down.
        case shutdown
    }

    /// How much may wait for one listener.
    public struct Limits: Sendable {
        public var messages: Int
        public var bytes: Int
        public var channels: Int

        public init(messages: Int = 256, bytes: Int = 4 << 20, channels: Int = 100) {
            self.messages = messages
            self.bytes = bytes
            self.channels = channels
        }
    }

    /// To be taken by one task.
    public let messages: AsyncStream<PushMessage>

    private let queue: AsyncStream<PushMessage>.Continuation
    private let limits: Limits
    private let ledger: DeliveryLedger
    private let onEnd: @Sendable (Ending) -> Void
    private let state = Mutex(State())

    init(limits: Limits, ledger: DeliveryLedger, onEnd: @escaping @Sendable (Ending) -> Void) {
        (messages, queue) = AsyncStream.makeStream()
        self.limits = limits
        self.ledger = ledger
        self.onEnd = onEnd
    }

    /// Nil while it is heard.
    public var ending: Ending? { state.withLock(\.ending) }

    public var channels: [String] { state.withLock { Array($0.channels.keys) } }

    /// Queues a sentence of the protocol behind what waits already.
    public func say(_ text: String) {
        offer { state in state.waiting.append(.control(text)) }
    }

    /// Tells that a message has left through the socket, which makes room and, for an event, counts as delivery.
    public func wrote(_ message: PushMessage) {
        state.withLock { state in
            state.count -= 1
            state.bytes -= message.bytes
        }
        if case .event(let event) = message { delivered(event) }
    }

    /// Tells that an event was written that did not come through `messages`.
    public func delivered(_ event: OutboxEvent) {
        if !event.isTransient { ledger.note(event.row) }
    }

    /// Ends it; the first reason counts. What waits may still be taken, but no more is added.
    public func end(_ ending: Ending) {
        let isFirst = state.withLock { state in
            guard state.ending == nil else { return false }
            state.ending = ending
            state.channels = [:]
            return true
        }
        guard isFirst else { return }
        // Whoever writes asks for the ending as soon as the queue ends.
        onEnd(ending)
        queue.finish()
    }

    // MARK: What the hub calls

    /// Begins to hear a channel, holding its events back until `release`; false where it hears too many already.
    func hold(_ channel: String) -> Bool {
        state.withLock { state in
            guard state.ending == nil else { return false }
            guard state.channels[channel] != nil || state.channels.count < limits.channels else { return false }
            state.channels[channel] = Hearing()
            return true
        }
    }

    /// Queues what was pending on a channel that is held.
    func replay(_ events: [OutboxEvent]) {
        offer { state in state.waiting += events.map(PushMessage.event) }
    }

    /// Queues what was held back but for the rows that were replayed; from now on the channel is live.
    func release(_ channel: String, replayed known: Set<Int64>) {
        offer { state in
            guard let hearing = state.channels[channel] else { return }
            state.waiting += hearing.held.filter { !known.contains($0.row) }.map(PushMessage.event)
            state.channels[channel] = Hearing(isLive: true, known: known)
        }
    }

    /// Waits until half the queue is free, or nothing more will be read.
    func room() async throws {
        while state.withLock({ $0.ending == nil && ($0.count > limits.messages / 2 || $0.bytes > limits.bytes / 2) }) {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func leave(_ channel: String) {
        state.withLock { $0.channels[channel] = nil }
    }

    func hear(_ event: OutboxEvent) {
        let holdsTooMuch = state.withLock { state -> Bool? in
            guard let hearing = state.channels[event.channel], !hearing.known.contains(event.row) else { return false }
            guard !hearing.isLive else { return nil }
            state.channels[event.channel]?.held.append(event)
            return hearing.held.count >= limits.messages
        }
        switch holdsTooMuch {
        case nil: offer { state in state.waiting.append(.event(event)) }
        case true?: end(.slowReader)
        case false?: break
        }
    }

    /// Lets `add` put messages into `waiting` and queues them under the lock, so that their order is that of the calls.
    private func offer(_ add: (inout State) -> Void) {
        let isFull = state.withLock { state in
            guard state.ending == nil else { return false }
            add(&state)
            for message in state.waiting {
                state.count += 1
                state.bytes += message.bytes
                queue.yield(message)
            }
            state.waiting = []
            return state.count > limits.messages || state.bytes > limits.bytes
        }
        if isFull { end(.slowReader) }
    }

    private struct State {
        var ending: Ending?
        /// Messages and bytes queued and not yet written.
        var count = 0
        var bytes = 0
        var waiting: [PushMessage] = []
        var channels: [String: Hearing] = [:]
    }

    private struct Hearing {
        var isLive = false
        /// Events told between `hold` and `release`.
        var held: [OutboxEvent] = []
        /// Rows that were replayed, which the relay may yet hand over.
        var known: Set<Int64> = []
    }
}
