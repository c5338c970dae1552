public import Storage

/// The history of the tables of files and quotas.
public enum FilesMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-files",
            sql: """
                CREATE TABLE stored_file (
                    id {identity},
                    shelf TEXT NOT NULL CHECK (shelf IN ('document', 'filer')),
                    key TEXT NOT NULL UNIQUE CHECK (length(key) = 24),
                    content_key TEXT UNIQUE CHECK (length(content_key) = 24),
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    uploader_id BIGINT NOT NULL REFERENCES user_account (id),
                    folder_id BIGINT REFERENCES stored_file (id),
                    name TEXT NOT NULL,
                    folded_name TEXT NOT NULL,
                    kind TEXT,
                    purpose TEXT,
                    audience BIGINT NOT NULL,
                    description TEXT,
                    digest TEXT,
                    size BIGINT NOT NULL CHECK (size >= 0),
                    is_inline BOOLEAN NOT NULL DEFAULT FALSE,
                    width BIGINT,
                    height BIGINT,
                    has_watermark BOOLEAN NOT NULL DEFAULT FALSE,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    deleted_at BIGINT,
                    CHECK ((digest IS NULL) = (content_key IS NULL))
                );
                CREATE INDEX stored_file_folder ON stored_file (folder_id, id);
                CREATE INDEX stored_file_subfolder ON stored_file (folder_id) WHERE digest IS NULL;
                CREATE INDEX stored_file_top ON stored_file (organization_id, shelf, id)
                    WHERE folder_id IS NULL AND deleted_at IS NULL;
                CREATE INDEX stored_file_all ON stored_file (organization_id, shelf, id) WHERE deleted_at IS NULL;
                CREATE INDEX stored_file_own ON stored_file (uploader_id, organization_id, shelf, audience, id)
                    WHERE deleted_at IS NULL;
                CREATE INDEX stored_file_purpose ON stored_file (organization_id, purpose, id)
                    WHERE purpose IS NOT NULL AND deleted_at IS NULL;
                CREATE INDEX stored_file_deleted ON stored_file (deleted_at) WHERE deleted_at IS NOT NULL;
                CREATE INDEX stored_file_digest ON stored_file (digest) WHERE digest IS NOT NULL;
                CREATE TABLE file_quota (
                    organization_id BIGINT PRIMARY KEY REFERENCES organization (id),
                    quota BIGINT CHECK (quota >= 0),
                    used BIGINT NOT NULL CHECK (used >= 0),
                    reserved BIGINT NOT NULL CHECK (reserved >= 0),
                    files BIGINT NOT NULL CHECK (files >= 0)
                );
                CREATE TABLE file_reservation (
                    id {identity},
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    bytes BIGINT NOT NULL CHECK (bytes > 0),
                    expires_at BIGINT NOT NULL
                );
                CREATE INDEX file_reservation_expiry ON file_reservation (expires_at);
                CREATE TABLE quarantined_file (
                    id {identity},
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    uploader_id BIGINT NOT NULL REFERENCES user_account (id),
                    name TEXT NOT NULL,
                    signature TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    size BIGINT NOT NULL,
                    created_at BIGINT NOT NULL
                );
                CREATE INDEX quarantined_file_digest ON quarantined_file (digest);
                CREATE INDEX quarantined_file_age ON quarantined_file (created_at);
                """),
        Migration(
            id: "2026-11-22-firm-files",
            sql: """
                CREATE INDEX stored_file_contact ON stored_file (organization_id, purpose, uploader_id, id)
                    WHERE purpose IS NOT NULL AND deleted_at IS NULL;
                CREATE TABLE image_variant (
                    source TEXT NOT NULL CHECK (length(source) = 64),
                    name TEXT NOT NULL,
                    digest TEXT NOT NULL CHECK (length(digest) = 64),
                    kind TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (source, name)
                );
                CREATE INDEX image_variant_digest ON image_variant (digest);
                CREATE TABLE plan_exclusion (
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    call TEXT NOT NULL,
                    PRIMARY KEY (organization_id, call)
                );
                """),
    ]
}
