import Basics
import Storage

enum OAuthClientTable {
    static func insert(
        identifier: String, name: String, redirectURIs: [RedirectURI], secret: Digest?, at now: Instant,
        in tx: any Transaction
    ) throws -> OAuthClient {
        let rows = try tx.fetch(
            """
            INSERT INTO oauth_client (identifier, name, redirect_uris, secret, created_at)
            VALUES (\(identifier), \(name), \(redirectURIs.map(\.text).joined(separator: "\n")), \(secret), \(now))
            RETURNING *
            """)
        return try client(rows[0])
    }

    static func find(_ identifier: String, in tx: any Transaction) throws -> OAuthClient? {
        try tx.first("SELECT * FROM oauth_client WHERE identifier = \(identifier) AND revoked_at IS NULL").map(client)
    }

    static func find(_ id: ID<OAuthClient>, in tx: any Transaction) throws -> OAuthClient? {
        try tx.first("SELECT * FROM oauth_client WHERE id = \(id) AND revoked_at IS NULL").map(client)
    }

    static func newest(_ count: Int, in tx: any Transaction) throws -> [OAuthClient] {
        try tx.fetch("SELECT * FROM oauth_client WHERE revoked_at IS NULL ORDER BY id DESC LIMIT \(count)").map(client)
    }

    static func revoke(_ identifier: String, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute(
            "UPDATE oauth_client SET revoked_at = \(now) WHERE identifier = \(identifier) AND revoked_at IS NULL") == 1
    }

    private static func client(_ row: Row) throws -> OAuthClient {
        OAuthClient(
            id: try row.id("id"), identifier: try row.text("identifier"), name: try row.text("name"),
            redirectURIs: try row.text("redirect_uris").split(separator: "\n").map { RedirectURI(stored: String($0)) },
            secret: try row.optional("secret", row.digest), createdAt: try row.instant("created_at"))
    }
}
