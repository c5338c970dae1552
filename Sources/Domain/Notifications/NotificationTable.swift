import Basics
import Identity
import Storage

enum NotificationTable {
    static func insert(
        _ news: News, for user: ID<User>, of organization: ID<Organization>, at now: Instant, in tx: any Transaction
    ) throws -> ID<Notification> {
        ID(
            try tx.integer(
                """
                INSERT INTO notification (user_id, organization_id, type, is_error, message, data, created_at)
                VALUES (\(user), \(organization), \(news.type), \(news.isError), \(news.message), '{}', \(now))
                RETURNING id
                """))
    }

    static func setData(_ data: JSON, of id: ID<Notification>, in tx: any Transaction) throws {
        try tx.execute("UPDATE notification SET data = \(data.text) WHERE id = \(id)")
    }

    static func find(_ id: ID<Notification>, of caller: Principal, in tx: any Transaction) throws -> Notification? {
        try tx.first("SELECT * FROM notification WHERE id = \(id) AND \(own(caller))").map(notification)
    }

    /// - Parameter isRead: nil: both.
    static func page(
        of caller: Principal, isRead: Bool?, _ page: PageRequest, in tx: any Transaction
    ) throws -> Page<Notification> {
        let condition: SQL =
            switch isRead {
            case true?: "\(own(caller)) AND read_at IS NOT NULL"
            case false?: "\(own(caller)) AND read_at IS NULL"
            case nil: own(caller)
            }
        let total = try tx.integer("SELECT COUNT(*) FROM notification WHERE \(condition)")
        let rows = try tx.fetch(
            """
            SELECT * FROM notification WHERE \(condition) ORDER BY id DESC LIMIT \(page.size) OFFSET \(page.offset)
            """)
        return Page(items: try rows.map(notification), total: Int(total), request: page)
    }

    /// - Parameter id: nil: all of the caller's.
    static func mark(
        _ id: ID<Notification>?, of caller: Principal, readAt: Instant?, in tx: any Transaction
    ) throws -> Int {
        let which: SQL = id.map { "id = \($0) AND \(own(caller))" } ?? own(caller)
        let condition: SQL = readAt == nil ? "read_at IS NOT NULL" : "read_at IS NULL"
        return try tx.execute("UPDATE notification SET read_at = \(readAt) WHERE \(which) AND \(condition)")
    }

    private static func own(_ caller: Principal) -> SQL {
        "user_id = \(caller.user) AND organization_id = \(caller.organization)"
    }

    private static func notification(from row: Row) throws -> Notification {
        Notification(
            id: try row.id("id"), user: try row.id("user_id"), organization: try row.id("organization_id"),
            type: try row.text("type"), isError: try row.boolean("is_error"), message: try row.text("message"),
            data: JSON(text: try row.text("data")) ?? .null, createdAt: try row.instant("created_at"),
            readAt: try row.optional("read_at", row.instant))
    }
}
