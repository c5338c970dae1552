public import Storage

/// The history of the tables of programs, their codes and tokens.
public enum OAuthMigrations {
    public static let all = tables + SignInTimeMigrations.all

    private static let tables = [
        Migration(
            id: "2026-11-22-oauth",
            sql: """
                CREATE TABLE oauth_client (
                    id {identity},
                    identifier TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                    redirect_uris TEXT NOT NULL,
                    secret TEXT,
                    created_at BIGINT NOT NULL,
                    revoked_at BIGINT
                );
                CREATE TABLE oauth_grant (
                    id {identity},
                    client_id BIGINT NOT NULL REFERENCES oauth_client (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    scopes TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    used_at BIGINT NOT NULL,
                    revoked_at BIGINT
                );
                CREATE INDEX oauth_grant_user ON oauth_grant (user_id);
                CREATE INDEX oauth_grant_client ON oauth_grant (client_id);
                CREATE INDEX oauth_grant_withdrawn ON oauth_grant (revoked_at) WHERE revoked_at IS NOT NULL;
                CREATE TABLE oauth_code (
                    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
                    client_id BIGINT NOT NULL REFERENCES oauth_client (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    redirect_uri TEXT NOT NULL,
                    redirect_uri_sent BOOLEAN NOT NULL,
                    challenge TEXT,
                    scopes TEXT NOT NULL,
                    nonce TEXT,
                    expires_at BIGINT NOT NULL,
                    grant_id BIGINT REFERENCES oauth_grant (id),
                    created_at BIGINT NOT NULL
                );
                CREATE INDEX oauth_code_age ON oauth_code (expires_at);
                CREATE INDEX oauth_code_grant ON oauth_code (grant_id);
                CREATE INDEX oauth_code_client ON oauth_code (client_id);
                CREATE INDEX oauth_code_user ON oauth_code (user_id);
                CREATE TABLE oauth_refresh_token (
                    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
                    grant_id BIGINT NOT NULL REFERENCES oauth_grant (id),
                    created_at BIGINT NOT NULL,
                    used_at BIGINT
                );
                CREATE INDEX oauth_refresh_token_grant ON oauth_refresh_token (grant_id);
                CREATE INDEX oauth_refresh_token_used ON oauth_refresh_token (used_at) WHERE used_at IS NOT NULL;
                CREATE TABLE oauth_revoked_token (
                    token TEXT PRIMARY KEY,
                    expires_at BIGINT NOT NULL
                );
                CREATE INDEX oauth_revoked_token_age ON oauth_revoked_token (expires_at);
                CREATE TABLE oauth_signing_key (
                    id {identity},
                    name TEXT NOT NULL UNIQUE,
                    sealed BYTEA NOT NULL,
                    created_at BIGINT NOT NULL,
                    retired_at BIGINT
                );
                CREATE TABLE browser_session (
                    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL
                );
                CREATE INDEX browser_session_user ON browser_session (user_id);
                CREATE INDEX browser_session_age ON browser_session (expires_at);
                CREATE INDEX oauth_signing_key_believed ON oauth_signing_key (id) WHERE retired_at IS NULL;
                """)
    ]
}
