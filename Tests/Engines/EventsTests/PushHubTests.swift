import Basics
import Events
import Synchronization
import Testing

struct PushHubTests {
    @Test func `a slow reader is disconnected, and the others go on`() async throws {
        let bed = try await EventBed(limits: .init(messages: 4))
        let slow = try await bed.listener("a")
        let quick = try await bed.listener("a")
        for number in 0..<10 {
            try await bed.tell("\(number)")
            try await bed.relay.round()
            _ = await bed.written(to: quick)
        }
        #expect(slow.ending == .slowReader)
        #expect(quick.ending == nil)
    }

    @Test func `a queue is bounded in bytes too`() async throws {
        let bed = try await EventBed(limits: .init(bytes: 100_000))
        let slow = try await bed.listener("a")
        for _ in 0..<3 { try await bed.tell(String(repeating: "x", count: 50_000)) }
        try await bed.relay.round()
        #expect(slow.ending == .slowReader)
    }

    @Test func `what was not written to a disconnected reader stays pending`() async throws {
        let bed = try await EventBed(limits: .init(messages: 2))
        let slow = try await bed.listener("a")
        for number in 0..<5 { try await bed.tell("\(number)") }
        try await bed.relay.round()
        bed.hub.close(slow)
        try await bed.relay.round()
        #expect(try await bed.outbox.pending(on: "a").count == 5)
    }

    @Test func `many pending events reach a listener with a short queue, a hundred at most`() async throws {
        let bed = try await EventBed(limits: .init(messages: 50))
        for number in 0..<130 { try await bed.tell("\(number)") }
        let subscriber = try #require(bed.hub.open())
        let reading = Task {
            var count = 0
            for await message in subscriber.messages {
                try await Task.sleep(for: .milliseconds(1))
                subscriber.wrote(message)
                if case .control = message { break }
                count += 1
            }
            return count
        }
        #expect(try await bed.hub.subscribe(subscriber, to: "a") == .subscribed)
        subscriber.say("end")
        #expect(try await reading.value == 100)
        #expect(subscriber.ending == nil)
        try await bed.relay.round()
        #expect(try await bed.undelivered() == 30)
    }

    @Test func `resuming tells what came behind an event, heard or not, and then what happens`() async throws {
        let bed = try await EventBed()
        let first = try await bed.listener("a")
        try await bed.tell("one")
        let two = try await bed.tell("two")
        try await bed.tell("three", on: ["b"])
        try await bed.tell("foreign", on: ["c"])
        try await bed.tell("fleeting", isTransient: true)
        try await bed.tell("four")
        try await bed.relay.round()
        _ = await bed.written(to: first)
        try await bed.relay.round()

        let row = try #require(try await bed.outbox.row(of: two, on: ["a", "b"]))
        let again = try #require(bed.hub.open())
        var replayed: [String] = []
        _ = try await bed.hub.subscribe(again, to: ["a", "b"], resumingAfter: row) { events in
            replayed += events.map(EventBed.text)
        }
        #expect(replayed == ["three", "four"])
        try await bed.tell("five", on: ["b"])
        try await bed.relay.round()
        #expect(await bed.written(to: again) == ["five"])
    }

    @Test func `an event told while a listener resumes comes once, behind the past`() async throws {
        let bed = try await EventBed()
        try await bed.relay.round()
        try await bed.tell("past")
        let listener = try #require(bed.hub.open())
        var replayed: [String] = []
        _ = try await bed.hub.subscribe(listener, to: ["a"], resumingAfter: 0) { events in
            replayed += events.map(EventBed.text)
            if replayed == ["past"] {
                try await bed.tell("meanwhile")
                try await bed.relay.round()
            }
        }
        #expect(replayed + (await bed.written(to: listener)) == ["past", "meanwhile"])
    }

    @Test func `a foreign channel's event is no place to resume from`() async throws {
        let bed = try await EventBed()
        let id = try await bed.tell("secret", on: ["c"])
        #expect(try await bed.outbox.row(of: id, on: ["a", "b"]) == nil)
    }

    @Test func `no more listen than may`() async throws {
        let bed = try await EventBed(maxSubscribers: 1)
        let one = try #require(bed.hub.open())
        #expect(bed.hub.open() == nil)
        bed.hub.close(one)
        #expect(bed.hub.open() != nil)
    }

    @Test func `a listener hears a bounded number of channels`() async throws {
        let bed = try await EventBed(limits: .init(channels: 2))
        let subscriber = try #require(bed.hub.open())
        #expect(try await bed.hub.subscribe(subscriber, to: "a") == .subscribed)
        #expect(try await bed.hub.subscribe(subscriber, to: "b") == .subscribed)
        #expect(try await bed.hub.subscribe(subscriber, to: "c") == .refused)
        bed.hub.unsubscribe(subscriber, from: "a")
        #expect(try await bed.hub.subscribe(subscriber, to: "c") == .subscribed)
    }

    @Test func `who left a channel hears nothing of it`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        bed.hub.unsubscribe(listener, from: "a")
        try await bed.tell("news")
        try await bed.relay.round()
        #expect(await bed.written(to: listener) == ["hears a"])
    }

    @Test func `a server that goes down ends its listeners and takes no new ones`() async throws {
        let bed = try await EventBed()
        let reason = Mutex<PushSubscriber.Ending?>(nil)
        _ = try #require(bed.hub.open { ending in reason.withLock { $0 = ending } })
        bed.hub.shutDown()
        #expect(reason.withLock(\.self) == .shutdown)
        #expect(bed.hub.open() == nil)
        #expect(!bed.hub.hasRoom)
    }
}
