import Basics
import Events
import Storage
import Testing

struct EventRelayTests {
    @Test func `events reach the listeners of their channel, in order, and no one else`() async throws {
        let bed = try await EventBed()
        let one = try await bed.listener("a")
        let two = try await bed.listener("a", "b")
        try await bed.tell("first")
        try await bed.tell("second", on: ["b"])
        try await bed.tell("third")
        try await bed.relay.round()
        #expect(await bed.written(to: one) == ["hears a", "first", "third"])
        #expect(await bed.written(to: two) == ["hears a", "hears b", "first", "second", "third"])
        try await bed.relay.round()
        #expect(await bed.written(to: one) == [])
    }

    @Test func `a running relay tells at once when it is notified`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        let running = Task { await bed.relay.run() }
        defer { running.cancel() }
        // The first look is over; the next one is an hour away.
        try await Task.sleep(for: .milliseconds(100))
        try await bed.tell("news")
        bed.relay.notify()
        var heard: [String] = []
        for await message in listener.messages {
            heard.append(EventBed.text(of: message))
            if heard.count == 2 { break }
        }
        #expect(heard == ["hears a", "news"])
    }

    @Test func `an event counts as delivered once it was written, not when it was queued`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        try await bed.tell("news")
        try await bed.relay.round()
        try await bed.relay.round()
        #expect(try await bed.undelivered() == 1)
        _ = await bed.written(to: listener)
        try await bed.relay.round()
        #expect(try await bed.undelivered() == 0)
    }

    @Test func `what was written last is marked when the relay stops`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        let running = Task { await bed.relay.run() }
        try await bed.tell("news")
        try await bed.relay.round()
        _ = await bed.written(to: listener)
        running.cancel()
        await running.value
        #expect(try await bed.undelivered() == 0)
    }

    @Test func `what nobody heard is told to the next listener right behind the acknowledgement`() async throws {
        let bed = try await EventBed()
        try await bed.tell("missed")
        try await bed.relay.round()
        let listener = try await bed.listener("a")
        try await bed.tell("live")
        try await bed.relay.round()
        #expect(await bed.written(to: listener) == ["hears a", "missed", "live"])
        try await bed.relay.round()

        let next = try await bed.listener("a")
        #expect(await bed.written(to: next) == ["hears a"])
    }

    @Test func `a commit just before the server was killed is told by the next server`() async throws {
        let bed = try await EventBed()
        try await bed.relay.round()
        try await bed.tell("decided")

        let restarted = bed.afterRestart()
        try await restarted.relay.round()
        let listener = try await restarted.listener("a")
        #expect(await restarted.written(to: listener) == ["hears a", "decided"])
    }

    @Test func `a listener who came before the new server's first look is told once`() async throws {
        let bed = try await EventBed()
        try await bed.relay.round()
        try await bed.tell("decided")

        let restarted = bed.afterRestart()
        let listener = try await restarted.listener("a")
        try await bed.tell("meanwhile")
        try await restarted.relay.round()
        #expect(await restarted.written(to: listener) == ["hears a", "decided", "meanwhile"])
    }

    @Test func `a new server does not repeat what the one before delivered`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        try await bed.tell("heard")
        try await bed.relay.round()
        _ = await bed.written(to: listener)
        try await bed.relay.round()

        let restarted = bed.afterRestart()
        let next = try await restarted.listener("a")
        try await restarted.relay.round()
        #expect(await restarted.written(to: next) == ["hears a"])
    }

    @Test func `two servers both tell their own listeners`() async throws {
        let bed = try await EventBed()
        let other = bed.afterRestart()
        let here = try await bed.listener("a")
        let there = try await other.listener("a")
        try await bed.relay.round()
        try await other.relay.round()
        try await bed.tell("news")
        try await bed.relay.round()
        #expect(await bed.written(to: here) == ["hears a", "news"])
        try await bed.relay.round()
        try await other.relay.round()
        #expect(await other.written(to: there) == ["hears a", "news"])
    }

    @Test func `an unheard event older than a day is not told any more`() async throws {
        let bed = try await EventBed()
        try await bed.tell("old")
        bed.clock.advance(by: .seconds(86_401))
        let listener = try await bed.listener("a")
        #expect(await bed.written(to: listener) == ["hears a"])
    }

    @Test func `progress is told while fresh and never again`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        try await bed.relay.round()
        try await bed.tell("10 %", isTransient: true)
        try await bed.relay.round()
        try await bed.tell("20 %", isTransient: true)
        bed.clock.advance(by: .seconds(11))
        try await bed.relay.round()
        #expect(await bed.written(to: listener) == ["hears a", "10 %"])
        let late = try await bed.listener("a")
        #expect(await bed.written(to: late) == ["hears a"])
    }

    @Test func `a commit that becomes visible late is not missed`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        try await bed.tell("first")
        try await bed.relay.round()
        let row = try #require(try await bed.outbox.pending(on: "a").last?.row)
        // As another transaction's commit overtakes: row + 2 shows before row + 1.
        try await insert("overtaker", at: row + 2, in: bed)
        try await bed.relay.round()
        try await insert("overtaken", at: row + 1, in: bed)
        try await bed.relay.round()
        try await bed.relay.round()
        #expect(await bed.written(to: listener) == ["hears a", "first", "overtaker", "overtaken"])
    }

    @Test func `thousands of events at once are all told`() async throws {
        let bed = try await EventBed(limits: .init(messages: 5000))
        let listener = try await bed.listener("a")
        let event = try NewEvent(type: "told", data: ["text": "x"], channels: ["a"])
        try await bed.storage.write { tx in
            for _ in 0..<1234 { try Outbox.append(event, in: tx) }
        }
        try await bed.relay.round()
        #expect(await bed.written(to: listener).count == 1235)
        try await bed.relay.round()
        #expect(try await bed.undelivered() == 0)
    }

    private func insert(_ text: String, at row: Int64, in bed: EventBed) async throws {
        let now = bed.clock.wall.now
        let payload = #"{"status":"ok","data":{"text":"\#(text)"}}"#
        try await bed.storage.write { tx in
            try tx.execute(
                """
                INSERT INTO outbox_event (id, event_id, channel, type, payload, transient, created_at)
                VALUES (\(row), \(text), \("a"), \("told"), \(payload), \(false), \(now))
                """)
        }
    }
}
