import Basics
import Identity
import Storage
import TimeZones

enum KeychainTable {
    static func insert(
        _ draft: KeychainDraft, name: String, at place: Place, window: KeychainWindow, by user: ID<User>,
        at now: Instant, in tx: any Transaction
    ) throws -> ID<Keychain> {
        let recurrence = window.recurrence
        let weekdays = recurrence.map { Int64($0.weekdays.rawValue) }
        let id: ID<Keychain> = ID(
            try tx.integer(
                """
                INSERT INTO keychain (building_id, unit_id, tenant_id, name, kind, starts_at, ends_at, weekdays,
                    first_day, last_day, minute_from, minute_to, allow_unit_access, created_at, updated_at)
                VALUES (\(place.building), \(place.unit), \(draft.tenant), \(name), \(draft.times.kind.rawValue),
                    \(window.startsAt), \(window.endsAt), \(weekdays), \(recurrence?.firstDate.daysSince1970),
                    \(recurrence?.lastDate.daysSince1970), \(recurrence?.from.minute), \(recurrence?.to.minute),
                    \(draft.allowsUnitAccess), \(now), \(now))
                RETURNING id
                """))
        try tx.insertRows(
            "INSERT INTO keychain_panel (keychain_id, panel_id)",
            Set(draft.panels).sorted().map { [id.sqlValue, $0.sqlValue] })
        return id
    }

    static func find(_ id: ID<Keychain>, in tx: any Transaction) throws -> Keychain? {
        try tx.first("SELECT * FROM keychain WHERE id = \(id) AND revoked_at IS NULL").map { row in
            let panels = try tx.fetch("SELECT panel_id FROM keychain_panel WHERE keychain_id = \(id) ORDER BY panel_id")
            return try keychain(row, panels: try panels.map { try $0.id("panel_id") })
        }
    }

    /// How many of these panels stand at the building and are in service.
    static func count(_ panels: [ID<Panel>], of building: ID<Building>, in tx: any Transaction) throws -> Int {
        try tx.fetchRows(
            "SELECT id FROM panel WHERE building_id = \(building) AND revoked_at IS NULL AND id IN",
            in: panels.map(\.sqlValue)
        ).count
    }

    static func count(
        _ id: ID<Keychain>, keysAdded: Int = 0, unusedAdded: Int = 0, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE keychain SET key_count = key_count + \(keysAdded), unused_count = unused_count + \(unusedAdded),
                updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// One of its keys has opened a door for the first time.
    static func countUse(of key: ID<VirtualKey>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE keychain SET unused_count = unused_count - 1, updated_at = \(now)
            WHERE id = (SELECT keychain_id FROM virtual_key WHERE id = \(key))
            """)
    }

    static func revoke(_ id: ID<Keychain>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute("UPDATE keychain SET revoked_at = \(now), updated_at = \(now) WHERE id = \(id)")
    }

    static func window(_ row: Row) throws -> KeychainWindow {
        KeychainWindow(
            stored: try row.instant("starts_at"), try row.instant("ends_at"),
            recurrence: try row.optional("weekdays", row.integer).map { weekdays in
                guard let from = ClockTime(minute: try row.int("minute_from")),
                    let to = ClockTime(minute: try row.int("minute_to"))
                else { throw StorageError.decoding("a keychain has hours that no day has") }
                return try Recurrence(
                    weekdays: Weekdays(rawValue: UInt8(truncatingIfNeeded: weekdays)),
                    dates: CivilDate(daysSince1970: try row.integer("first_day")),
                    CivilDate(daysSince1970: try row.integer("last_day")), hours: from, to)
            })
    }

    static func keychain(_ row: Row, panels: [ID<Panel>]) throws -> Keychain {
        guard let kind = KeychainKind(rawValue: try row.text("kind")) else {
            throw StorageError.decoding("a keychain is of no known kind")
        }
        return Keychain(
            id: try row.id("id"), building: try row.id("building_id"),
            owner: try row.optional("tenant_id") { try row.id($0) }.map { .tenant($0) } ?? .unit(try row.id("unit_id")),
            unit: try row.id("unit_id"), name: try row.text("name"), kind: kind, window: try window(row),
            allowsUnitAccess: try row.boolean("allow_unit_access"), panels: panels, keys: try row.int("key_count"),
            unusedKeys: try row.int("unused_count"), createdAt: try row.instant("created_at"),
            updatedAt: try row.instant("updated_at"))
    }
}
