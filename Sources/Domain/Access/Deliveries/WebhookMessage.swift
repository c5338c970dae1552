import Basics

/// What one webhook is to be told, until it has been or is given up.
struct WebhookMessage: Sendable {
    let id: ID<WebhookMessage>
    /// The header `webhook-id` (Standard Webhooks): a receiver that has seen it may forget the copy.
    let guid: String
    let resource: WebhookBinding.Resource
    let action: WebhookBinding.Action
    /// JSON. Not to be logged.
    let payload: String
    /// Those that have been.
    let attempts: Int
    let createdAt: Instant
}
