import Basics
import Events
import Storage
import TestDatabases
import Testing

struct OutboxTests {
    @Test func `an event of a transaction that fails is never told`() async throws {
        let bed = try await EventBed()
        let listener = try await bed.listener("a")
        let event = try NewEvent(type: "told", data: [:], channels: ["a"])
        await #expect(throws: Failure.self) {
            try await bed.storage.write { tx in
                try Outbox.append(event, in: tx)
                throw Failure.notFound("thing")
            }
        }
        try await bed.relay.round()
        #expect(await bed.written(to: listener) == ["hears a"])
    }

    @Test func `one event on two channels has one id and one row on each`() async throws {
        let bed = try await EventBed()
        let id = try await bed.tell("news", on: ["a", "b", "a"])
        let onA = try await bed.outbox.pending(on: "a")
        let onB = try await bed.outbox.pending(on: "b")
        #expect(onA.map(\.id) == [id])
        #expect(onB.map(\.id) == [id])
        #expect(onA[0].row != onB[0].row)
    }

    @Test func `an event id is a UUID of version 7 that can be read back`() async throws {
        let bed = try await EventBed()
        let id = try await bed.tell("news")
        #expect(id.text.count == 36)
        #expect(Array(id.text)[14] == "7")
        #expect(EventID(id.text.uppercased()) == id)
        #expect(EventID("not-an-id") == nil)
    }

    @Test func `a payload that would outgrow a message is refused`() throws {
        #expect(throws: EventError.self) {
            try NewEvent(type: "told", data: .string(String(repeating: "x", count: 61_440)), channels: ["a"])
        }
        // Quotation marks are escaped twice on the wire, so fewer of them fit.
        #expect(throws: EventError.self) {
            try NewEvent(type: "told", data: .string(String(repeating: "\"", count: 20_480)), channels: ["a"])
        }
        _ = try NewEvent(type: "told", data: .string(String(repeating: "x", count: 61_000)), channels: ["a"])
    }

    @Test(arguments: ["", "with space", "line\nbreak", String(repeating: "x", count: 165)])
    func `a channel's name that could not stand on the wire is refused`(_ name: String) {
        #expect(throws: EventError.invalidName(name)) { try NewEvent(type: "told", data: [:], channels: [name]) }
    }

    @Test func `pruning keeps what is young and what nobody has heard, in bounded batches`() async throws {
        let bed = try await EventBed(
            retention: .init(heard: .seconds(3600), pending: .seconds(86_400)))
        let listener = try await bed.listener("a")
        for number in 0..<5 { try await bed.tell("\(number)") }
        try await bed.relay.round()
        _ = await bed.written(to: listener)
        try await bed.relay.round()
        try await bed.tell("unheard", on: ["b"])
        #expect(try await bed.outbox.prune() == 0)

        bed.clock.advance(by: .seconds(3601))
        try await bed.tell("young")
        #expect(try await bed.outbox.prune(limit: 3) == 3)
        #expect(try await bed.outbox.prune(limit: 3) == 2)
        #expect(try await bed.outbox.pending(on: "b").count == 1)

        bed.clock.advance(by: .seconds(86_401))
        #expect(try await bed.outbox.prune() == 2)
    }

    @Test(.disabled(if: TestDatabase.isPostgres)) func `pending events are found by their index`() async throws {
        let bed = try await EventBed()
        let plan = try await bed.storage.read { tx in
            try tx.fetch(
                """
                EXPLAIN QUERY PLAN SELECT * FROM outbox_event
                WHERE channel = \("a") AND id > \(0) AND delivered_at IS NULL AND NOT transient
                    AND created_at >= \(0) ORDER BY id LIMIT 25
                """
            ).map { try $0.text("detail") }.joined(separator: "; ")
        }
        #expect(plan.contains("outbox_event_pending"))
        #expect(!plan.contains("TEMP B-TREE"))
    }
}
