public import Basics
public import Identity
import Storage

extension Notifications {
    /// Removes all that a user was told.
    public func forget(_ user: ID<User>) async throws {
        let batch = 1000
        while try await storage.write({ tx in
            try tx.execute(
                """
                DELETE FROM notification WHERE id IN
                    (SELECT id FROM notification WHERE user_id = \(user) LIMIT \(batch))
                """)
        }) == batch {}
    }
}
