public import Basics

/// One request to a webhook, and what came of it.
public struct WebhookAttempt: Sendable {
    public let id: ID<WebhookAttempt>
    /// The header `webhook-id`: the same for all attempts of one message.
    public let webhookID: String
    public let resource: WebhookBinding.Resource
    public let action: WebhookBinding.Action
    /// From 1.
    public let number: Int
    /// What the receiver answered; nil where there was no answer.
    public let status: Int?
    /// Why it did not arrive; nil where it did.
    public let problem: String?
    public let outcome: WebhookOutcome
    /// From the look-up of the name to the head of the answer.
    public let milliseconds: Int
    /// When it is tried again; nil where it is not.
    public let nextAt: Instant?
    public let createdAt: Instant
}

public enum WebhookOutcome: String, CaseIterable, Sendable {
    case delivered
    /// To be tried again.
    case again
    /// Given up.
    case failed
}
