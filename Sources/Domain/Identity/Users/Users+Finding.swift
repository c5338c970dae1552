public import Basics
import Storage

extension Users {
    /// The id of the account with this login, or with this number; for an operator.
    public func id(of text: String) async throws -> ID<User> {
        let number = ID<User>(text).map(\.number)
        let login = Login(text)?.text
        let found = try await storage.read { tx -> ID<User>? in
            // Digits alone may be a phone number too; then the login decides.
            if let login, let row = try tx.first("SELECT id FROM user_account WHERE login = \(login)") {
                return try row.id("id")
            }
            guard let number else { return nil }
            return try tx.first("SELECT id FROM user_account WHERE id = \(number)").map { try $0.id("id") }
        }
        guard let found else {
            throw Failure(.notFound, code: "user.unknown", "There is no account \(text). `user list` shows them.")
        }
        return found
    }
}
