package import Basics
import Events
package import Identity
package import Storage

/// Something to be told to a user: kept until it is read, and pushed to whoever listens.
package struct News: Sendable {
    let type: String
    let isError: Bool
    let message: String
    let data: @Sendable (ID<Notification>) -> JSON

    /// - Parameters:
    ///   - type: a word for programs; 1 to 100 characters of a to z and `_`.
    ///   - data: for programs; told the notification's own number.
    package init(
        type: String, isError: Bool, message: String, data: @escaping @Sendable (ID<Notification>) -> JSON
    ) {
        self.type = type
        self.isError = isError
        self.message = message
        self.data = data
    }

    /// Keeps the news, and appends it to what is pushed on the user's channel, in the caller's transaction.
    package func tell(
        _ user: ID<User>, of organization: ID<Organization>, at now: Instant, in tx: any Transaction
    ) throws {
        let id = try NotificationTable.insert(self, for: user, of: organization, at: now, in: tx)
        let data = data(id)
        try NotificationTable.setData(data, of: id, in: tx)
        let event = try NewEvent(
            type: type, status: isError ? .error : .ok, data: data, channels: ["private-user.\(user)"])
        try Outbox.append(event, in: tx)
    }
}
