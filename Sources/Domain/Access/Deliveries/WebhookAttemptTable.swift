import Basics
import Storage

enum WebhookAttemptTable {
    static func insert(
        _ result: WebhookResult, outcome: WebhookOutcome, of message: WebhookMessage, integration: Int64,
        nextAt: Instant?, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO webhook_attempt (integration_id, webhook_guid, resource_type, action, number, status, problem,
                outcome, milliseconds, next_at, created_at)
            VALUES (\(integration), \(message.guid), \(message.resource.rawValue), \(message.action.rawValue),
                \(message.attempts + 1), \(result.status), \(result.problem), \(outcome.rawValue),
                \(result.milliseconds), \(nextAt), \(now))
            """)
    }

    /// The newest first.
    static func page(
        of integration: Int64, before: ID<WebhookAttempt>?, size: Int, in tx: any Transaction
    ) throws -> [WebhookAttempt] {
        let place: SQL = before.map { "AND id < \($0)" } ?? ""
        return try tx.fetch(
            """
            SELECT * FROM webhook_attempt WHERE integration_id = \(integration) \(place)
            ORDER BY id DESC LIMIT \(size)
            """
        ).map(attempt)
    }

    private static func attempt(_ row: Row) throws -> WebhookAttempt {
        guard let resource = WebhookBinding.Resource(rawValue: try row.text("resource_type")),
            let action = WebhookBinding.Action(rawValue: try row.text("action")),
            let outcome = WebhookOutcome(rawValue: try row.text("outcome"))
        else { throw StorageError.decoding("an attempt at a webhook is of no known kind") }
        return WebhookAttempt(
            id: try row.id("id"), webhookID: try row.text("webhook_guid"), resource: resource, action: action,
            number: try row.int("number"), status: try row.optional("status", row.int),
            problem: try row.optional("problem", row.text), outcome: outcome,
            milliseconds: try row.int("milliseconds"), nextAt: try row.optional("next_at", row.instant),
            createdAt: try row.instant("created_at"))
    }
}
