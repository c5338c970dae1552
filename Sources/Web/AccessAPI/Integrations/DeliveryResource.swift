import Access
import Basics
import JSONAPI

extension ResourceKinds {
    /// Attempts to tell a webhook something.
    static let deliveries = ResourceKind<ResourceSource, WebhookAttempt>(
        "deliveries", id: { $0.id.description },
        attributes: [
            ("webhook_id", { .string($0.webhookID) }),
            ("resource_type", { .string($0.resource.rawValue) }),
            ("action", { .string($0.action.rawValue) }),
            ("attempt", { JSON($0.number) }),
            ("outcome", { .string($0.outcome.rawValue) }),
            ("response_status", { JSON($0.status) }),
            ("error", { JSON($0.problem) }),
            ("duration_in_ms", { JSON($0.milliseconds) }),
            ("next_attempt_at", { .time($0.nextAt) }),
            ("created_at", { .time($0.createdAt) }),
        ],
        find: { _, _ in [] })
}
