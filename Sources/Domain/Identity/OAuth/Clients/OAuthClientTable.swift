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

    private static func client(_ row: Row) throws -> OAuthClient {
        OAuthClient(
            id: try row.id("id"), identifier: try row.text("identifier"), name: try row.text("name"),
            redirectURIs: try row.text("redirect_uris").split(separator: "\n").map { RedirectURI(stored: String($0)) },
            secret: try row.optional("secret", row.digest), createdAt: try row.instant("created_at"))
    }
}
