public import Storage

/// The tables of the queue.
public enum JobMigrations {
    public static let all: [Migration] = [
        Migration(
            id: "2026-01-10-job",
            sql: """
                CREATE TABLE job (
                    id {identity},
                    kind TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    state TEXT NOT NULL,
                    unique_key TEXT,
                    run_at BIGINT NOT NULL,
                    attempts BIGINT NOT NULL,
                    max_attempts BIGINT NOT NULL,
                    lease_owner TEXT,
                    lease_until BIGINT,
                    last_error TEXT,
                    created_at BIGINT NOT NULL,
                    finished_at BIGINT,
                    CONSTRAINT job_state CHECK (state IN ('ready', 'running', 'done', 'dead', 'canceled'))
                );
                CREATE INDEX job_ready ON job (run_at, id) WHERE state = 'ready';
                CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running';
                CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL;
                CREATE UNIQUE INDEX job_unique_key ON job (kind, unique_key) WHERE state IN ('ready', 'running');

                CREATE TABLE recurring_task (
                    name TEXT PRIMARY KEY,
                    last_run_at BIGINT,
                    lease_owner TEXT,
                    lease_until BIGINT
                );
                """)
    ]
}
