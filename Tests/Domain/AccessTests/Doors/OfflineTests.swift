import Access
import Basics
import Foundation
import Storage
import Synchronization
import Testing
import TimeZones

/// A panel that decides by what it was given decides as the server would.
struct OfflineTests {
    @Test func `a panel decides offline as the server does, all day long`() async throws {
        let house = try await Doorstep()
        let zone = try ZoneDatabase().rules(of: "America/New_York")
        // The night of the change of the clocks.
        house.time.now = zone.instant(of: LocalTime(day: try date(2026, 11, 1).daysSince1970, minute: -12 * 60 + 7))
        let shown = try await furnish(house)
        let set = try await OfflineSet(of: house)
        var opened = 0
        let start = house.time.now
        for minute in stride(from: 0, to: 24 * 60, by: 17) {
            house.time.now = start + .seconds(Int64(minute) * 60)
            for reading in shown {
                let answer = try await house.decisions.decide(reading, at: house.front.id)
                let own = set.decide(reading, at: house.time.now)
                #expect(own?["release_method"]?.string == answer.admission?.releaseMethod, "\(reading) at \(minute)")
                #expect(own?["name"]?.string == answer.name)
                opened += answer.opens ? 1 : 0
            }
        }
        #expect(opened > 200)
    }

    @Test func `a one-time key is given while it is unused, and gone afterwards`() async throws {
        let house = try await Doorstep()
        let tenant = try #require(house.anna.tenancies["1"])
        let made = try await house.keychains.create(
            KeychainDraft(
                name: "Plumber", times: .oneTime(.moment(house.time.now), .moment(house.time.now + .seconds(3600))),
                tenant: tenant, recipients: [.init(address: "p@example.org")]), by: house.anna.user)
        let token = ShownCredential.qr(made.keys[0].token.exposed)
        #expect(try await OfflineSet(of: house).decide(token, at: house.time.now)?["once"]?.boolean == true)
        let told = try OfflineRelease(
            event: "1", method: "qr_key", type: "visitor", name: nil, unit: nil,
            credential: "virtual_key/\(made.keys[0].key.id)", loggedAt: house.time.now)
        #expect(try await OfflineReleases(storage: house.storage).store([told], by: house.front.id) == 1)
        #expect(try await house.decide(token) == "used")
        #expect(try await OfflineSet(of: house).decide(token, at: house.time.now) == nil)
        let history = try await house.history(of: "1", by: house.anna)
        #expect(history.map(\.name) == ["p@example.org"] && history[0].virtualKey == made.keys[0].key.id)
    }

    @Test func `the same openings told twice are stored once`() async throws {
        let house = try await Doorstep()
        let releases = OfflineReleases(storage: house.storage)
        let told = try (1...250).map { number in
            try OfflineRelease(
                event: "event \(number % 200)", method: "nfc", type: "visitor", name: "Somebody", unit: "1",
                credential: nil, loggedAt: house.time.now - .seconds(60))
        }
        #expect(try await releases.store(told, by: house.front.id) == 200)
        #expect(try await releases.store(told, by: house.front.id) == 0)
        #expect(try await releases.store(told, by: house.back.id) == 200)
    }

    @Test func `the stretches of a window are the moments at which it is open`() throws {
        var dice = Generator(seed: 11)
        let names = ["America/New_York", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "Asia/Beirut"]
        var borders = 0
        for _ in 0..<2000 {
            let zone = try ZoneDatabase().rules(of: names[dice.number(0...names.count - 1)])
            let day = try date(2026, 1, 1).daysSince1970 + Int64(dice.number(0...364))
            let from = dice.number(0...95) * 15
            let hours = try Recurrence(
                weekdays: [.sunday, .monday, .friday], dates: CivilDate(daysSince1970: day),
                CivilDate(daysSince1970: day + Int64(dice.number(0...4))), hours: try #require(ClockTime(minute: from)),
                try #require(ClockTime(minute: from + 15 * dice.number(1...(1440 - from) / 15))))
            let window = KeychainWindow(hours, in: zone)
            let start = zone.instant(
                of: LocalTime(day: day + Int64(dice.number(-1...2)), minute: dice.number(0...1439)))
            let end = start + .seconds(90_000)
            let openings = window.openings(from: start, until: end, in: zone)
            let edges = openings.flatMap { [$0.from, $0.until] }.flatMap { [$0, $0 - .microseconds(1)] }
            let some = (0..<20).map { _ in start + .seconds(Int64(dice.number(0...89_999))) }
            for moment in edges + some where moment >= start && moment < end {
                let isOpen = openings.contains { $0.from <= moment && moment < $0.until }
                #expect(isOpen == window.isOpen(at: moment, in: zone))
            }
            borders += edges.count
        }
        #expect(borders > 1000)
    }

    /// Codes, keys and keychains of every kind; what may be shown of them and what may not.
    private func furnish(_ house: Doorstep) async throws -> [ShownCredential] {
        let (one, two) = (try #require(house.anna.tenancies["1"]), try #require(house.boris.tenancies["2"]))
        try await house.pins.set(try PinCode("940265"), for: one, by: house.anna.user)
        try await house.pins.set(try PinCode("840265"), for: two, by: house.boris.user)
        try await house.run("UPDATE tenant_panel SET open_by_code = FALSE WHERE tenant_id = \(two)")
        let unit = try await house.unit("1")
        for (code, user) in [("000000000000A1", house.anna.user), ("000000000000A2", house.boris.user)] {
            try await house.run(
                """
                INSERT INTO rfid_key (panel_id, unit_id, user_id, code, created_at, updated_at)
                VALUES (\(house.front.id), \(unit), \(user), \(code), 0, 0)
                """)
        }
        try await house.run(
            """
            INSERT INTO rfid_key (panel_id, unit_id, code, created_at, updated_at)
            VALUES (\(house.front.id), \(unit), '000000000000A3', 0, 0)
            """)
        let now = house.time.now
        let hours = try Recurrence(
            weekdays: [.saturday, .sunday], dates: try date(2026, 10, 1), try date(2026, 12, 1),
            hours: try #require(ClockTime("01:15")), try #require(ClockTime("04:00")))
        var shown: [ShownCredential] = [
            .key("A1000000"), .key("000000000000A1"), .key("000000000000a2"), .key("000000000000A3"),
            .pin("940265", unit: nil), .pin("940265", unit: "1"), .pin("940265", unit: "2"), .pin("840265", unit: nil),
            .pin("111111", unit: nil), .qr("nothing"),
        ]
        for (times, panels) in [
            (KeychainDraft.Times.recurring(hours), [house.front.id]), (.recurring(hours), [house.back.id]),
            (.custom(.moment(now + .seconds(7200)), .moment(now + .seconds(30_000))), []),
            (.custom(.moment(now - .seconds(7200)), .moment(now - .seconds(3000))), []),
        ] {
            let made = try await house.keychains.create(
                KeychainDraft(
                    name: "Guests", times: times, tenant: one, panels: panels,
                    recipients: [.init(name: "Guest", address: "g@example.org")]), by: house.anna.user)
            shown.append(.qr(made.keys[0].token.exposed))
            shown.append(.pin(try #require(made.keys[0].pin).text, unit: nil))
            shown.append(.pin(try #require(made.keys[0].pin).text, unit: "2"))
        }
        return shown
    }
}

private func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try #require(CivilDate(year: year, month: month, day: day))
}

/// What a panel has, and nothing else to decide by.
private struct OfflineSet {
    let key: Secret
    let credentials: [JSON]

    init(of house: Doorstep) async throws {
        _ = try await PanelTokens(storage: house.storage).issue(for: house.front.id)
        let all = OfflineCredentials(
            storage: house.storage, secrets: AccessSecrets(installation: Secret("the secret of this installation")),
            zones: ZoneDatabase())
        let text = try await all.write(for: house.front.id) { Written() }.text
        let set = try #require(JSON(text: text))
        key = Secret(try #require(set["hashing"]?["key"]?.string))
        credentials = try #require(set["credentials"]?.array)
    }

    func decide(_ shown: ShownCredential, at now: Instant) -> JSON? {
        let (reading, text, unit): (String, String, String?) =
            switch shown {
            case .key(let key): ("key", KeyCode(key)?.text ?? "", nil)
            case .pin(let pin, let unit): ("pin", pin, unit)
            case .qr(let token): ("qr", token, nil)
            }
        let hash = String(key.authenticationCode(for: "\(reading)\u{0}\(text)").prefix(32))
        return credentials.first { credential in
            guard credential["reading"]?.string == reading, credential["hash"]?.string == hash else { return false }
            if let unit, let own = credential["unit"]?.string, own != unit { return false }
            if unit == nil, credential["needs_unit"]?.boolean == true { return false }
            return (credential["opens"]?.array ?? []).contains { span in
                guard let from = (span["from"]?.string).flatMap({ Instant(iso8601: $0) }),
                    let until = (span["until"]?.string).flatMap({ Instant(iso8601: $0) })
                else { return false }
                return from <= now && now < until
            }
        }
    }
}

/// What was written, in memory.
private final class Written: OfflineSink {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

    func write(_ bytes: [UInt8]) { self.bytes.withLock { $0 += bytes } }
}
