public import Storage

/// The history of the tables of uploads that come in piece by piece.
public enum UploadMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-uploads",
            sql: """
                CREATE TABLE upload_link (
                    id {identity},
                    digest TEXT NOT NULL UNIQUE,
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    token_id BIGINT NOT NULL,
                    permissions TEXT NOT NULL,
                    fields TEXT NOT NULL,
                    is_used BOOLEAN NOT NULL DEFAULT FALSE,
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL
                );
                CREATE INDEX upload_link_expiry ON upload_link (expires_at);
                CREATE TABLE upload (
                    id {identity},
                    key TEXT NOT NULL UNIQUE CHECK (length(key) = 24),
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    link_id BIGINT REFERENCES upload_link (id),
                    state TEXT NOT NULL CHECK (state IN ('open', 'whole', 'gone')),
                    concatenation TEXT,
                    metadata TEXT NOT NULL,
                    fields TEXT NOT NULL,
                    length BIGINT NOT NULL,
                    received BIGINT NOT NULL DEFAULT 0,
                    parts BIGINT NOT NULL DEFAULT 0,
                    reservation_id BIGINT,
                    reserved_for BIGINT REFERENCES organization (id),
                    writer TEXT,
                    writer_until BIGINT,
                    digest TEXT,
                    location TEXT,
                    result TEXT,
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL,
                    CHECK (received >= 0 AND received <= length),
                    CHECK ((writer IS NULL) = (writer_until IS NULL))
                );
                CREATE INDEX upload_expiry ON upload (state, expires_at);
                CREATE INDEX upload_open ON upload (user_id, organization_id) WHERE state = 'open';
                CREATE INDEX upload_link_use ON upload (link_id) WHERE link_id IS NOT NULL;
                CREATE INDEX upload_digest ON upload (digest) WHERE digest IS NOT NULL;
                CREATE TABLE upload_part (
                    upload_id BIGINT NOT NULL REFERENCES upload (id),
                    position BIGINT NOT NULL CHECK (position >= 0),
                    size BIGINT NOT NULL CHECK (size > 0),
                    digest TEXT NOT NULL,
                    PRIMARY KEY (upload_id, position)
                );
                CREATE INDEX upload_part_digest ON upload_part (digest);
                """)
    ]
}
