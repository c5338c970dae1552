import Basics
import Identity
import Storage

enum KeyTable {
    private static let columns: SQL = """
        SELECT rfid_key.*, unit.label, user_account.login, user_account.name
        """
    private static let source: SQL = """
        FROM rfid_key JOIN unit ON unit.id = rfid_key.unit_id LEFT JOIN user_account ON user_account.id = rfid_key.user_id
        """

    static func page(
        of panel: Panel, _ query: KeyQuery, _ request: PageRequest, in tx: any Transaction
    ) throws -> Page<AccessKey> {
        let condition = KeyTable.condition(panel.id, query)
        let total =
            query.isForAll
            ? panel.counts.keys : Int(try tx.integer("SELECT COUNT(*) FROM rfid_key WHERE \(condition)"))
        // The ids come first, for what a page passes over need not be read but in the index.
        let unit: SQL = query.sort == .flat ? "JOIN unit ON unit.id = rfid_key.unit_id" : ""
        let rows = try tx.fetch(
            """
            \(columns) \(source) JOIN (
                SELECT rfid_key.id AS found FROM rfid_key \(unit) WHERE \(condition)
                ORDER BY \(order(query)) LIMIT \(request.size) OFFSET \(request.offset)
            ) AS page ON page.found = rfid_key.id
            ORDER BY \(order(query))
            """)
        return Page(items: try rows.map(key), total: total, request: request)
    }

    static func all(of unit: ID<Unit>, at panel: ID<Panel>, in tx: any Transaction) throws -> [AccessKey] {
        try tx.fetch(
            """
            \(columns) \(source) WHERE rfid_key.panel_id = \(panel) AND rfid_key.unit_id = \(unit) ORDER BY rfid_key.id
            """
        ).map(key)
    }

    static func find(_ id: ID<AccessKey>, at panel: ID<Panel>, in tx: any Transaction) throws -> AccessKey? {
        try tx.first("\(columns) \(source) WHERE rfid_key.panel_id = \(panel) AND rfid_key.id = \(id)").map(key)
    }

    static func find(_ code: KeyCode, at panel: ID<Panel>, in tx: any Transaction) throws -> AccessKey? {
        try tx.first("\(columns) \(source) WHERE rfid_key.panel_id = \(panel) AND rfid_key.code = \(code.text)").map(
            key)
    }

    static func insert(
        _ code: KeyCode, unit: ID<Unit>, at panel: ID<Panel>, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO rfid_key (panel_id, unit_id, code, created_at, updated_at)
            VALUES (\(panel), \(unit), \(code.text), \(now), \(now))
            """)
    }

    /// Moves a key to another unit; whoever carried it there carries it no more.
    static func move(_ id: ID<AccessKey>, to unit: ID<Unit>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            "UPDATE rfid_key SET unit_id = \(unit), user_id = NULL, updated_at = \(now) WHERE id = \(id)")
    }

    static func delete(_ id: ID<AccessKey>, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM rfid_key WHERE id = \(id)")
    }

    private static func condition(_ panel: ID<Panel>, _ query: KeyQuery) -> SQL {
        var parts: [SQL] = ["rfid_key.panel_id = \(panel)"]
        if let search = query.search { parts.append(SQL.contains("rfid_key.code", search)) }
        if let from = query.from { parts.append("rfid_key.created_at >= \(from)") }
        if let to = query.to { parts.append("rfid_key.created_at <= \(to)") }
        if let user = query.user { parts.append("rfid_key.user_id = \(user)") }
        if let unit = query.unit { parts.append("rfid_key.unit_id = \(unit)") }
        if query.unboundUsers { parts.append("rfid_key.user_id IS NULL") }
        if query.unboundFlats { parts.append("rfid_key.unit_id IS NULL") }
        return SQL.joined(parts, separator: " AND ")
    }

    private static func order(_ query: KeyQuery) -> SQL {
        let column: SQL =
            switch query.sort {
            case .id: "rfid_key.id"
            case .key: "rfid_key.code"
            case .flat: "length(unit.label), unit.label"
            case .createdAt: "rfid_key.created_at"
            case .updatedAt: "rfid_key.updated_at"
            }
        guard query.descending else { return "\(column), rfid_key.id" }
        return query.sort == .flat
            ? "length(unit.label) DESC, unit.label DESC, rfid_key.id DESC" : "\(column) DESC, rfid_key.id DESC"
    }

    private static func key(from row: Row) throws -> AccessKey {
        AccessKey(
            id: try row.id("id"), panel: try row.id("panel_id"), code: KeyCode(stored: try row.text("code")),
            unit: try row.id("unit_id"), unitLabel: try row.text("label"),
            user: try row.optional("login", row.text).map { login in
                KeyHolder(
                    id: try row.id("user_id"), login: Login(normalized: login),
                    name: try row.optional("name", row.text))
            },
            createdAt: try row.instant("created_at"), updatedAt: try row.instant("updated_at"))
    }
}
