public import Basics
public import Identity
public import Storage

/// What a user was told, newest first, and what of it they have read. Nobody sees another's.
public struct Notifications: Sendable {
    let storage: any Storage
    private let retention: Duration

    /// - Parameter retention: how long notifications are kept.
    public init(storage: any Storage, retention: Duration = .seconds(90 * 86_400)) {
        self.storage = storage
        self.retention = retention
    }

    /// - Parameter isRead: nil: both.
    public func list(
        isRead: Bool?, _ page: PageRequest, by caller: Principal
    ) async throws -> Page<Notification> {
        try await storage.read { tx in try NotificationTable.page(of: caller, isRead: isRead, page, in: tx) }
    }

    public func get(_ id: ID<Notification>, by caller: Principal) async throws -> Notification {
        try await storage.read { tx in try Notifications.find(id, caller, tx) }
    }

    /// Marks one as read, or as unread again.
    public func mark(_ id: ID<Notification>, isRead: Bool, by caller: Principal) async throws -> Notification {
        try await storage.write { tx in
            _ = try NotificationTable.mark(id, of: caller, readAt: isRead ? try tx.now() : nil, in: tx)
            return try Notifications.find(id, caller, tx)
        }
    }

    /// Marks all of the caller's as read; tells how many were not.
    public func markAllRead(by caller: Principal) async throws -> Int {
        try await storage.write { tx in
            try NotificationTable.mark(nil, of: caller, readAt: try tx.now(), in: tx)
        }
    }

    /// Removes those that are past keeping, 1,000 a transaction.
    public func tidy() async throws {
        while try await storage.write({ tx in
            try tx.execute(
                """
                DELETE FROM notification WHERE id IN (
                    SELECT id FROM notification WHERE created_at < \(try tx.now() - retention) LIMIT 1000)
                """)
        }) == 1000 {}
    }

    private static func find(
        _ id: ID<Notification>, _ caller: Principal, _ tx: any Transaction
    ) throws -> Notification {
        guard let found = try NotificationTable.find(id, of: caller, in: tx) else {
            throw Failure.notFound("notification")
        }
        return found
    }
}
