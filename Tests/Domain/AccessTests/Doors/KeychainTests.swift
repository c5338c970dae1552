import Access
import Basics
import Storage
import Testing
import TimeZones

struct KeychainTests {
    @Test func `a visitor's PIN and QR code open while the window lasts, and only the doors that were named`()
        async throws
    {
        let house = try await Doorstep()
        let tenant = try #require(house.anna.tenancies["1"])
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Dog walker", times: house.all(day: 2), tenant: tenant, panels: [house.front.id],
                recipients: [.init(name: "Dora", address: "Dora@Example.org"), .init(address: "+1 212 555 0102")]),
            by: house.anna.user)
        #expect(made.keys.map(\.key.name) == ["Dora", "+1 212 555 0102"])
        #expect(made.keys.map(\.key.recipient) == [.email("dora@example.org"), .phone("+12125550102")])
        let key = try #require(made.keys.first)
        let pin = ShownCredential.pin(try #require(key.pin).text, unit: nil)
        #expect(try await house.decide(pin) == "virtual_key_pin")
        #expect(try await house.decide(.qr(key.token.exposed)) == "qr_key")
        #expect(try await house.decide(.qr(key.token.exposed), at: house.back) == "wrong_door")
        #expect(try await house.decide(.qr("00000000000000000000000000000000")) == "unknown")
        house.time.now = house.time.now + .seconds(2 * 86_400)
        #expect(try await house.decide(pin) == "expired")
        let names = try await house.history(of: "1", by: house.anna).map(\.name)
        #expect(names == ["Dora", "Dora"])
    }

    @Test func `of many who show a one-time key at the same time one enters`() async throws {
        let house = try await Doorstep()
        let tenant = try #require(house.anna.tenancies["1"])
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Plumber", times: .oneTime(.moment(house.time.now), .moment(house.time.now + .seconds(3600))),
                tenant: tenant, recipients: [.init(address: "p@example.org"), .init(address: "q@example.org")]),
            by: house.anna.user)
        let pin = try #require(made.keys[0].pin).text
        let token = made.keys[0].token.exposed
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask { try await house.decide(number % 2 == 0 ? .pin(pin, unit: nil) : .qr(token)) }
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        #expect(answers.filter { $0 != "used" }.count == 1)
        #expect(try await status(made.keychain, house) == .active)
        #expect(try await house.decide(.qr(made.keys[1].token.exposed)) == "qr_key")
        #expect(try await status(made.keychain, house) == .used)
        #expect(try await house.history(of: "1", by: house.anna).count == 2)
    }

    @Test func `recurring hours are those of the building's clocks`() async throws {
        let house = try await Doorstep()
        let hours = try Recurrence(
            weekdays: [.wednesday], dates: try date("2026-11-01"), try date("2026-12-31"),
            hours: try #require(ClockTime("12:00")), try #require(ClockTime("13:00")))
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Cleaner", times: .recurring(hours), unit: try await house.unit("1"),
                recipients: [.init(address: "c@example.org")]), by: house.anna.user)
        let kept = try await house.keychains.get(made.keychain.id, by: house.anna.user).keychain
        #expect(kept.window == made.keychain.window)
        #expect(kept.window.startsAt == Instant(iso8601: "2026-11-01T17:00:00Z"))
        let shown = ShownCredential.qr(try #require(made.keys.first).token.exposed)
        #expect(try await house.decide(shown) == "qr_key")
        house.time.now = house.time.now + .seconds(3600)
        #expect(try await house.decide(shown) == "outside_hours")
    }

    @Test func `times without an offset are by the building's clocks`() async throws {
        let house = try await Doorstep()
        let start = try #require(GivenTime(iso8601: "2026-11-01T01:30:00"))
        let end = try #require(GivenTime(iso8601: "2026-11-01T01:30:00"))
        let made = try await house.keychains.create(
            KeychainDraft(name: "Night", times: .custom(start, end), unit: try await house.unit("1")),
            by: house.anna.user)
        #expect(made.keychain.window.startsAt == Instant(iso8601: "2026-11-01T05:30:00Z"))
        #expect(made.keychain.window.endsAt == Instant(iso8601: "2026-11-01T06:30:00Z"))
        let moment = try #require(GivenTime(iso8601: "2026-11-01T01:30:00-0800"))
        #expect(moment == .moment(try #require(Instant(iso8601: "2026-11-01T09:30:00Z"))))
        #expect(GivenTime(iso8601: "2026-11-01") == nil)
    }

    @Test func `a keychain that is deleted takes its keys with it, and its codes are free`() async throws {
        let house = try await Doorstep()
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Guest", times: house.all(day: 1), unit: try await house.unit("1"),
                recipients: [.init(address: "a@example.org"), .init(address: "b@example.org")]), by: house.anna.user)
        try await house.keychains.delete(made.keys[0].key.id, of: made.keychain.id, by: house.anna.user)
        #expect(try await house.decide(.qr(made.keys[0].token.exposed)) == "revoked")
        #expect(try await house.decide(.qr(made.keys[1].token.exposed)) == "qr_key")
        #expect(try await house.keychains.get(made.keychain.id, by: house.anna.user).keychain.keys == 1)
        try await house.keychains.delete(made.keychain.id, by: house.anna.user)
        #expect(try await house.decide(.qr(made.keys[1].token.exposed)) == "revoked")
        #expect(try await house.decide(.pin(try #require(made.keys[1].pin).text, unit: nil)) == "unknown")
        #expect(try await house.storage.read { tx in try tx.integer("SELECT COUNT(*) FROM pin") } == 0)
        await #expect(throws: Failure.self) {
            try await house.keychains.get(made.keychain.id, by: house.anna.user)
        }
    }

    @Test func `keys die with the tenancy of who gave them, and live again when they are back`() async throws {
        let house = try await Doorstep()
        let tenant = try #require(house.boris.tenancies["2"])
        try await house.pins.set(try PinCode("940265"), for: tenant, by: house.boris.user)
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Guest", times: house.all(day: 1), tenant: tenant, recipients: [.init(address: "a@example.org")]),
            by: house.boris.user)
        let shown = ShownCredential.qr(try #require(made.keys.first).token.exposed)
        #expect(try await house.decide(shown) == "qr_key")
        let before = try await house.storage.read { tx in
            try Rosters.stored(at: try #require(try PanelTable.find(house.front.id, in: tx)), in: tx).roster
        }
        try await house.load(Roster(units: [Roster.Apartment(label: "1")]), at: house.front)
        #expect(try await house.decide(shown) == "moved_out")
        #expect(try await house.decide(.pin("940265", unit: nil)) == "unknown")
        try await house.load(before, at: house.front)
        #expect(try await house.decide(shown) == "qr_key")
        #expect(try await house.pins.code(of: tenant, by: house.boris.user) == nil)
    }

    @Test func `a keychain is made by who may act for its owner, and for doors of the building`() async throws {
        let house = try await Doorstep()
        let unit = try await house.unit("1")
        let tenant = try #require(house.anna.tenancies["1"])
        func field(_ draft: KeychainDraft, by person: Doorstep.Person) async -> String? {
            do {
                _ = try await house.keychains.create(draft, by: person.user)
                return nil
            } catch {
                return (error as? Failure)?.fields.map(\.name).joined(separator: " ")
            }
        }
        let times = house.all(day: 1)
        #expect(await field(KeychainDraft(name: "x", times: times, tenant: tenant), by: house.boris) == "tenant")
        #expect(await field(KeychainDraft(name: "x", times: times, unit: unit), by: house.boris) == "unit")
        #expect(await field(KeychainDraft(name: "x", times: times), by: house.anna) == " unit tenant")
        #expect(
            await field(KeychainDraft(name: "x", times: times, tenant: tenant, unit: unit), by: house.anna)
                == " unit tenant")
        #expect(
            await field(KeychainDraft(name: "x", times: times, unit: unit, panels: [ID(999)]), by: house.anna)
                == "devices")
        #expect(await field(KeychainDraft(name: " ", times: times, unit: unit), by: house.anna) == "name")
        let nobody = KeychainDraft(name: "x", times: times, unit: unit, recipients: [.init(address: "nobody")])
        #expect(await field(nobody, by: house.anna) == "recipients")
        #expect(await field(KeychainDraft(name: "x", times: times, unit: unit), by: house.anna) == nil)
    }

    @Test func `the building decides on QR codes, its own PIN and its panels`() async throws {
        let house = try await Doorstep()
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Guest", times: house.all(day: 1), unit: try await house.unit("1"),
                recipients: [.init(address: "a@example.org")]), by: house.anna.user)
        let shown = ShownCredential.qr(try #require(made.keys.first).token.exposed)
        try await house.run("UPDATE building SET qr_key_enabled = FALSE")
        #expect(try await house.decide(shown) == "qr_disabled")
        try await house.run("UPDATE building SET qr_key_enabled = TRUE")
        #expect(try await house.decide(shown) == "qr_key")
        try await house.run("UPDATE panel SET enabled = FALSE WHERE id = \(house.front.id)")
        #expect(try await house.decide(shown) == "panel_disabled")
    }

    @Test func `an RFID key opens as its carrier may`() async throws {
        let house = try await Doorstep()
        let boris = try #require(house.boris.tenancies["2"])
        let unit = try await house.unit("2")
        try await house.run(
            """
            INSERT INTO rfid_key (panel_id, unit_id, user_id, code, created_at, updated_at)
            VALUES (\(house.front.id), \(unit), \(house.boris.user), '00000012345678', 0, 0)
            """)
        #expect(try await house.decide(.key("12345678")) == "nfc")
        #expect(try await house.decide(.key("12345679")) == "unknown")
        #expect(try await house.decide(.key("no key")) == "unknown")
        try await house.run("UPDATE tenant_panel SET open_by_key = FALSE WHERE tenant_id = \(boris)")
        #expect(try await house.decide(.key("12345678")) == "not_allowed")
        try await house.run("UPDATE rfid_key SET user_id = NULL")
        #expect(try await house.decide(.key("12345678")) == "nfc")
        try await house.run("UPDATE rfid_key SET user_id = \(house.clara.user)")
        #expect(try await house.decide(.key("12345678")) == "moved_out")
    }

    private func status(_ keychain: Keychain, _ house: Doorstep) async throws -> KeychainStatus {
        try await house.keychains.get(keychain.id, by: house.anna.user).keychain.status(at: house.time.now)
    }

    private func date(_ text: String) throws -> CivilDate {
        let instant = try #require(Instant(iso8601: text))
        return CivilDate(daysSince1970: instant.microseconds / 86_400_000_000)
    }
}
