/// Programs: every user has allowed one of them something.
extension Platform {
    static func programs(at now: Int64) -> [String] {
        let day: Int64 = 86_400 * 1_000_000
        let digest = "CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 57))'"
        return [
            insert(
                rows, "oauth_client (identifier, name, redirect_uris, created_at)",
                "'client' || i, 'App', 'https://app.example.org/back', \(now)"),
            insert(
                rows, "oauth_grant (client_id, user_id, scopes, created_at, used_at)", "i, i, 'public', \(now), \(now)"),
            insert(
                rows,
                """
                oauth_code (digest, client_id, user_id, redirect_uri, redirect_uri_sent, scopes, expires_at, grant_id,
                    created_at)
                """,
                "\(digest), i, i, 'https://app.example.org/back', TRUE, 'public', \(now) + i, i, \(now)"),
            insert(rows, "oauth_refresh_token (digest, grant_id, created_at)", "\(digest), i, \(now)"),
            insert(
                rows, "browser_session (digest, user_id, created_at, expires_at)", "\(digest), i, \(now), \(now + day)"),
            insert(rows, "oauth_revoked_token (token, expires_at)", "'token' || i, \(now + day)"),
            insert(
                rows, "oauth_signing_key (name, sealed, created_at, retired_at)",
                "'key' || i, CAST('x' AS BYTEA), \(now), \(now)"),
        ]
    }
}
