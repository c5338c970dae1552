import Access
import Basics
import Storage
import Testing

struct CallTests {
    @Test func `a call rings who lives there, takes possible steps alone, and ends once`() async throws {
        let house = try await Doorstep()
        let call = try await house.calls.ring("2", .delivery, at: house.front.id)
        #expect(call.status == .initializing && call.panelName == "Front" && call.notification == .delivery)
        for person in [house.anna, house.boris] {
            #expect(try await house.calls.get(call.guid, by: person.user).id == call.id)
        }
        await #expect(throws: Failure.self) { try await house.calls.get(call.guid, by: house.clara.user) }
        await #expect(throws: Failure.self) {
            try await house.calls.report(.canceled, of: call.guid, by: house.back.id)
        }
        let taken = try await house.calls.answer(.isActive, to: call.guid, at: house.front.id, by: house.boris.user)
        #expect(taken?.status == .connecting)
        await #expect(throws: Failure.self) {
            try await house.calls.report(.phoneConnected, of: call.guid, by: house.front.id)
        }
        #expect(try await house.calls.report(.connecting, of: call.guid, by: house.front.id).status == .connecting)
        let opened = try await house.calls.answer(.openDoor, to: call.guid, at: house.front.id, by: house.boris.user)
        #expect(opened?.status == .openedDoor)
        #expect(try await house.calls.answer(.ended, to: call.guid, at: house.front.id, by: house.anna.user) == nil)
        #expect(try await house.calls.get(call.guid, by: house.anna.user).status == .openedDoor)
    }

    @Test func `hanging up before somebody took the call declines it, afterwards it ends it`() async throws {
        let house = try await Doorstep()
        let ways: [(CallAnswer?, CallStatus)] = [
            (nil, .rejected), (.accepted(video: false, audio: true), .canceled),
        ]
        for (first, last) in ways {
            let call = try await house.calls.ring("1", .visitor, at: house.front.id)
            if let first {
                _ = try await house.calls.answer(first, to: call.guid, at: house.front.id, by: house.anna.user)
            }
            let ended = try await house.calls.answer(.ended, to: call.guid, at: house.front.id, by: house.anna.user)
            #expect(ended?.status == last)
        }
    }

    @Test func `who moves in later does not see the calls of before`() async throws {
        let house = try await Doorstep()
        let call = try await house.calls.ring("2", .visitor, at: house.front.id)
        _ = try await house.messages.leave(.text("Parcel in the lobby"), for: "2", at: house.front.id)
        house.time.now = house.time.now + .seconds(60)
        let (unit, now) = (try await house.unit("2"), house.time.now)
        try await house.run(
            """
            INSERT INTO tenant (unit_id, user_id, created_at, updated_at)
            VALUES (\(unit), \(house.clara.user), \(now), \(now))
            """)
        await #expect(throws: Failure.self) { try await house.calls.get(call.guid, by: house.clara.user) }
        #expect(try await house.messages.newest(of: unit, by: house.clara.user).isEmpty)
        #expect(try await house.messages.newest(of: unit, by: house.boris.user).count == 1)
        let next = try await house.calls.ring("2", .visitor, at: house.front.id)
        #expect(try await house.calls.get(next.guid, by: house.clara.user).guid == next.guid)
        await #expect(throws: Failure.self) { try await house.calls.ring("77", .visitor, at: house.front.id) }
    }
}
