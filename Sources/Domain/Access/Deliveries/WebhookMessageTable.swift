import Basics
import Storage

enum WebhookMessageTable {
    static func insert(
        _ resource: WebhookBinding.Resource, _ action: WebhookBinding.Action, payload: String,
        for integration: Int64, at now: Instant, in tx: any Transaction
    ) throws {
        let guid = Secret.random(bytes: 16, prefix: "msg_").exposed
        try tx.execute(
            """
            INSERT INTO webhook_message (guid, integration_id, resource_type, action, payload, next_at, created_at)
            VALUES (\(guid), \(integration), \(resource.rawValue), \(action.rawValue), \(payload), \(now), \(now))
            """)
    }

    /// What is to be sent now, the longest due first.
    static func due(
        for integration: Int64, most: Int, at now: Instant, in tx: any Transaction
    ) throws -> [WebhookMessage] {
        try tx.fetch(
            """
            SELECT * FROM webhook_message WHERE integration_id = \(integration) AND next_at <= \(now)
            ORDER BY next_at, id LIMIT \(most)
            """
        ).map(message)
    }

    /// When the next one is to be sent; nil where none is left.
    static func nextAt(for integration: Int64, in tx: any Transaction) throws -> Instant? {
        try tx.first(
            """
            SELECT next_at FROM webhook_message WHERE integration_id = \(integration)
            ORDER BY next_at, id LIMIT 1
            """
        ).map { try $0.instant("next_at") }
    }

    static func postpone(_ message: WebhookMessage, until next: Instant, in tx: any Transaction) throws {
        try tx.execute(
            "UPDATE webhook_message SET attempts = \(message.attempts + 1), next_at = \(next) WHERE id = \(message.id)")
    }

    static func delete(_ message: WebhookMessage, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM webhook_message WHERE id = \(message.id)")
    }

    static func deleteAll(of integration: Int64, in tx: any Transaction) throws {
        try tx.execute("DELETE FROM webhook_message WHERE integration_id = \(integration)")
    }

    private static func message(_ row: Row) throws -> WebhookMessage {
        guard let resource = WebhookBinding.Resource(rawValue: try row.text("resource_type")),
            let action = WebhookBinding.Action(rawValue: try row.text("action"))
        else { throw StorageError.decoding("a webhook's message is of no known kind") }
        return WebhookMessage(
            id: try row.id("id"), guid: try row.text("guid"), resource: resource, action: action,
            payload: try row.text("payload"), attempts: try row.int("attempts"),
            createdAt: try row.instant("created_at"))
    }
}
