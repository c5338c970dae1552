import Basics
import Events
import Logging
import Storage
import Synchronization
import TestDatabases

/// An outbox on a database in memory, with a relay, a hub and a clock that stands still until it is moved.
struct EventBed {
    let storage: any Storage
    let clock: HandClock
    let outbox: Outbox
    let hub: PushHub
    let relay: EventRelay

    init(
        retention: Outbox.Retention = .init(), limits: PushSubscriber.Limits = .init(), maxSubscribers: Int = 100,
        pace: EventRelay.Pace = .init(interval: .seconds(3600))
    ) async throws {
        let clock = HandClock()
        let storage = try await TestDatabase.make(clock: clock.wall)
        try await Migrator(EventMigrations.all).migrate(storage)
        self.init(on: storage, clock, retention, limits, maxSubscribers, pace)
    }

    private init(
        on storage: any Storage, _ clock: HandClock, _ retention: Outbox.Retention, _ limits: PushSubscriber.Limits,
        _ maxSubscribers: Int, _ pace: EventRelay.Pace
    ) {
        self.storage = storage
        self.clock = clock
        outbox = Outbox(storage: storage, retention: retention)
        hub = PushHub(outbox: outbox, maxSubscribers: maxSubscribers, limits: limits)
        relay = EventRelay(outbox: outbox, hub: hub, pace: pace, logger: Logger(label: "test"))
    }

    /// Another server process on the same database.
    func afterRestart() -> EventBed {
        EventBed(on: storage, clock, .init(), .init(), 100, .init(interval: .seconds(3600)))
    }

    @discardableResult
    func tell(
        _ text: String, on channels: [String] = ["a"], isTransient: Bool = false
    ) async throws -> EventID {
        let event = try NewEvent(
            type: "told", data: ["text": .string(text)], channels: channels, isTransient: isTransient)
        return try await storage.write { tx in try Outbox.append(event, in: tx) }
    }

    /// A listener to these channels.
    func listener(_ channels: String...) async throws -> PushSubscriber {
        guard let subscriber = hub.open() else { throw BedError.full }
        for channel in channels {
            _ = try await hub.subscribe(subscriber, to: channel, acknowledgement: "hears \(channel)")
        }
        return subscriber
    }

    /// What waits for a listener, written to its socket.
    func written(to subscriber: PushSubscriber) async -> [String] {
        subscriber.say("end")
        var texts: [String] = []
        for await message in subscriber.messages {
            if case .control("end") = message {
                subscriber.wrote(message)
                return texts
            }
            texts.append(EventBed.text(of: message))
            subscriber.wrote(message)
        }
        return texts
    }

    /// Rows that nobody is known to have heard.
    func undelivered() async throws -> Int64 {
        try await storage.read { tx in
            try tx.integer("SELECT COUNT(*) FROM outbox_event WHERE delivered_at IS NULL")
        }
    }

    static func text(of message: PushMessage) -> String {
        switch message {
        case .control(let text): text
        case .event(let event): text(of: event)
        }
    }

    static func text(of event: OutboxEvent) -> String {
        JSON(text: event.payload)?["data"]?["text"]?.string ?? event.payload
    }

    enum BedError: Error { case full }
}

/// A clock that moves when it is told to.
final class HandClock: Sendable {
    private let time = Mutex(Instant(seconds: 1_800_000_000))

    var wall: WallClock { WallClock { self.time.withLock(\.self) } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}
