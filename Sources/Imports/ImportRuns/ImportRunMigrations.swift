public import Storage

/// The history of the tables of import runs.
public enum ImportRunMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-import-run",
            sql: """
                CREATE TABLE import_run (
                    id {identity},
                    kind TEXT NOT NULL,
                    subject BIGINT NOT NULL,
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    token_id BIGINT NOT NULL REFERENCES token (id),
                    state TEXT NOT NULL CHECK (state IN
                        ('staged', 'queued', 'checking', 'loading', 'loaded', 'rejected', 'expired', 'canceled')),
                    hash_digest TEXT UNIQUE,
                    expires_at BIGINT,
                    file_name TEXT NOT NULL,
                    source TEXT NOT NULL,
                    marked TEXT,
                    backup TEXT,
                    changes TEXT,
                    problems TEXT NOT NULL,
                    problem_count BIGINT NOT NULL,
                    warnings TEXT NOT NULL,
                    rows_read BIGINT NOT NULL,
                    rows_total BIGINT NOT NULL,
                    load_number BIGINT,
                    is_last_load BOOLEAN NOT NULL DEFAULT FALSE,
                    origin TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    finished_at BIGINT,
                    UNIQUE (kind, subject, load_number),
                    CHECK ((state = 'loaded') = (load_number IS NOT NULL))
                );
                CREATE INDEX import_run_staged ON import_run (kind, subject) WHERE state = 'staged';
                CREATE INDEX import_run_expiry ON import_run (expires_at) WHERE state = 'staged';
                CREATE UNIQUE INDEX import_run_last_load ON import_run (kind, subject) WHERE is_last_load;
                CREATE INDEX import_run_finished ON import_run (finished_at) WHERE NOT is_last_load;
                CREATE INDEX import_run_token ON import_run (token_id);
                CREATE INDEX import_run_source ON import_run (source);
                CREATE INDEX import_run_marked ON import_run (marked) WHERE marked IS NOT NULL;
                CREATE INDEX import_run_backup ON import_run (backup) WHERE backup IS NOT NULL;
                """)
    ]
}
