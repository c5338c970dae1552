package import Basics
package import Storage

extension Users {
    /// Takes a person out of their account: nobody signs in by it any more, and it says nothing of them. What refers to it
    /// goes on doing so.
    ///
    /// - Returns: the login that it had, or nil where there is no such account.
    package static func erase(_ user: ID<User>, at now: Instant, in tx: any Transaction) throws -> String? {
        let row = try tx.first("SELECT login FROM user_account WHERE id = \(user) \(tx.dialect.forUpdate)")
        guard let login = try row?.text("login") else { return nil }
        try tx.execute(
            """
            UPDATE user_account SET login = \(erasedLogin(of: user)), name = NULL, first_name = NULL, last_name = NULL,
                phone_number = NULL, avatar = NULL, password = NULL, revoked_at = COALESCE(revoked_at, \(now)), updated_at = \(now)
            WHERE id = \(user)
            """)
        try tx.execute("UPDATE token SET revoked_at = \(now), label = '' WHERE user_id = \(user)")
        try tx.execute("DELETE FROM browser_session WHERE user_id = \(user)")
        try tx.execute("DELETE FROM oauth_code WHERE user_id = \(user)")
        try tx.execute(
            """
            DELETE FROM oauth_refresh_token
            WHERE grant_id IN (SELECT id FROM oauth_grant WHERE user_id = \(user))
            """)
        try tx.execute(
            "UPDATE oauth_grant SET revoked_at = COALESCE(revoked_at, \(now)) WHERE user_id = \(user)")
        return login
    }

    private static func erasedLogin(of user: ID<User>) -> String { "erased-\(user)@erased.invalid" }
}
