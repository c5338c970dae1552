public import Storage

/// The history of the tables of organizations, users and tokens.
public enum IdentityMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-identity",
            sql: """
                CREATE TABLE organization (
                    id {identity},
                    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
                    created_at BIGINT NOT NULL,
                    revoked_at BIGINT
                );
                CREATE TABLE user_account (
                    id {identity},
                    login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 254),
                    name TEXT CHECK (length(name) BETWEEN 1 AND 100),
                    created_by BIGINT REFERENCES organization (id),
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    revoked_at BIGINT
                );
                CREATE TABLE membership (
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (organization_id, user_id)
                );
                CREATE TABLE token (
                    id {identity},
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
                    label TEXT NOT NULL,
                    permissions TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT,
                    revoked_at BIGINT
                );
                CREATE INDEX token_organization ON token (organization_id, id);
                """),
        Migration(
            id: "2026-11-22-members",
            sql: """
                ALTER TABLE organization ADD COLUMN parent_id BIGINT REFERENCES organization (id);
                CREATE INDEX organization_parent ON organization (parent_id);
                ALTER TABLE membership ADD COLUMN level TEXT NOT NULL DEFAULT 'MANAGER';
                ALTER TABLE membership ADD COLUMN department TEXT;
                ALTER TABLE membership ADD COLUMN is_head_department BOOLEAN NOT NULL DEFAULT FALSE;
                ALTER TABLE membership ADD COLUMN rights TEXT NOT NULL DEFAULT '';
                ALTER TABLE user_account ADD COLUMN password TEXT;
                ALTER TABLE token ADD COLUMN is_session BOOLEAN NOT NULL DEFAULT FALSE;
                CREATE INDEX token_session ON token (expires_at) WHERE is_session;
                CREATE INDEX membership_user ON membership (user_id, organization_id);
                """),
    ]
}
