public import Basics
public import Identity
import Storage

extension Integrations {
    /// The requests to a webhook, the newest first; those of some 30 days are kept.
    ///
    /// - Parameter before: older than this one; nil: from the newest.
    public func deliveries(
        of id: String, owner: IntegrationOwner, before: ID<WebhookAttempt>? = nil, size: Int = 20, by user: ID<User>
    ) async throws -> [WebhookAttempt] {
        let size = min(max(size, 1), 100)
        return try await storage.read { tx in
            _ = try Integrations.building(of: owner, for: user, in: tx)
            guard let number = try IntegrationTable.number(of: id, owner, in: tx) else {
                throw Failure.notFound("integration")
            }
            return try WebhookAttemptTable.page(of: number, before: before, size: size, in: tx)
        }
    }
}
