package import Basics
package import Storage

package enum UserTable {
    package static func find(_ login: Login, in tx: any Transaction) throws -> User? {
        try tx.first("SELECT * FROM user_account WHERE login = \(login.text)").map(user)
    }

    static func find(_ id: ID<User>, in tx: any Transaction) throws -> User? {
        try tx.first("SELECT * FROM user_account WHERE id = \(id) AND revoked_at IS NULL").map(user)
    }

    /// The account of this login; where there is none, a new one.
    package static func findOrInsert(
        login: Login, name: String?, createdBy: ID<Organization>, at now: Instant, in tx: any Transaction
    ) throws -> User {
        let rows = try tx.fetch(
            """
            INSERT INTO user_account (login, name, created_by, created_at, updated_at)
            VALUES (\(login.text), \(name), \(createdBy), \(now), \(now))
            ON CONFLICT (login) DO UPDATE SET login = excluded.login RETURNING *
            """)
        return try user(from: rows[0])
    }

    static func isMember(_ user: ID<User>, of organization: ID<Organization>, in tx: any Transaction) throws -> Bool {
        try tx.first(
            "SELECT 1 AS found FROM membership WHERE organization_id = \(organization) AND user_id = \(user)") != nil
    }

    static func members(of organization: ID<Organization>, most: Int, in tx: any Transaction) throws -> [User] {
        try tx.fetch(
            """
            SELECT user_account.* FROM membership JOIN user_account ON user_account.id = membership.user_id
            WHERE membership.organization_id = \(organization) ORDER BY user_account.id DESC LIMIT \(most)
            """
        ).map(user)
    }

    static func setPassword(_ hash: String?, of id: ID<User>, in tx: any Transaction) throws {
        try tx.execute("UPDATE user_account SET password = \(hash) WHERE id = \(id)")
    }

    /// The account with this login and the hash of its password, unless it is withdrawn.
    static func password(of login: Login, in tx: any Transaction) throws -> (user: ID<User>, hash: String)? {
        try tx.first(
            """
            SELECT id, password FROM user_account
            WHERE login = \(login.text) AND password IS NOT NULL AND revoked_at IS NULL
            """
        ).map { (try $0.id("id"), try $0.text("password")) }
    }

    /// The hash of a user's password; nil where they have none, or are withdrawn.
    static func password(of id: ID<User>, in tx: any Transaction) throws -> String? {
        try tx.first(
            "SELECT password FROM user_account WHERE id = \(id) AND password IS NOT NULL AND revoked_at IS NULL"
        ).map { try $0.text("password") }
    }

    static func isInForce(_ id: ID<User>, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT id FROM user_account WHERE id = \(id) AND revoked_at IS NULL") != nil
    }

    static func revoke(_ id: ID<User>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute("UPDATE user_account SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }

    private static func user(from row: Row) throws -> User {
        User(
            id: try row.id("id"), login: Login(normalized: try row.text("login")),
            name: try row.optional("name", row.text), createdBy: try row.optional("created_by") { try row.id($0) },
            createdAt: try row.instant("created_at"), revokedAt: try row.optional("revoked_at", row.instant))
    }
}
