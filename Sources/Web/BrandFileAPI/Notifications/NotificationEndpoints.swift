import Basics
import BrandFiles
import Catalog
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity
import Notifications

/// `/api/notification`: what the caller was told, and what of it is read.
struct NotificationEndpoints: Sendable {
    let notifications: Notifications

    var routes: [Route<BrandFileContext>] {
        [
            Route(.get, "/api/notification", list),
            Route(.post, "/api/notification/read", readAll),
            Route(.get, "/api/notification/{id}", get),
            Route(.put, "/api/notification/{id}", update),
        ]
    }

    private func list(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let page = try await notifications.list(
            isRead: try request.isRead(), try request.page, by: try caller(context))
        return .envelope("notification", page, notificationRepresentation)
    }

    private func get(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let found = try await notifications.get(try context.id(of: "notification"), by: try caller(context))
        return .envelope("notification", notificationRepresentation(found))
    }

    /// `{"read": true}`, or false to have it unread again.
    private func update(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let fields = try await RequestFields(of: request)
        let entity = fields.values["notification"] ?? fields.values
        guard let isRead = entity["read"]?.boolean else {
            throw Failure.invalid("read", code: "notification.read", "Say read as true or false.")
        }
        let changed = try await notifications.mark(
            try context.id(of: "notification"), isRead: isRead, by: try caller(context))
        return .envelope("notification", notificationRepresentation(changed))
    }

    /// All of them.
    private func readAll(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let count = try await notifications.markAllRead(by: try caller(context))
        return .json(["response": ["marked": JSON(count)]])
    }

    private func caller(_ context: BrandFileContext) throws -> Principal {
        try context.principal.require(.catalog)
        return context.principal
    }
}

/// A notification as it is shown.
private func notificationRepresentation(_ notification: Notification) -> JSON {
    [
        "id": .key(notification.id), "type": .string(notification.type),
        "status": .string(notification.isError ? "error" : "ok"), "message": .string(notification.message),
        "data": notification.data, "createdDate": .moment(notification.createdAt),
        "read": .boolean(notification.readAt != nil),
        "readDate": notification.readAt.map { .moment($0) } ?? "0000-00-00T00:00:00.000Z",
    ]
}

extension Request {
    /// `read=true` or `read=false`; nil: both.
    fileprivate func isRead() throws -> Bool? {
        switch parameter("read")?.lowercased() {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw Failure.invalid("read", code: "notification.read", "Say read as true or false.")
        }
    }
}
