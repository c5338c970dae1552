public import Storage

/// The history of the tables of brand files and of the images that they name.
public enum BrandFileMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-brand-file",
            sql: """
                CREATE TABLE brand_file (
                    id {identity},
                    brand_id BIGINT NOT NULL REFERENCES brand (id),
                    company_id BIGINT NOT NULL REFERENCES company (id),
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    kind TEXT NOT NULL,
                    name TEXT NOT NULL,
                    media_type TEXT NOT NULL,
                    size BIGINT NOT NULL CHECK (size >= 0),
                    source TEXT NOT NULL,
                    host_id BIGINT REFERENCES host (id),
                    warehouse_id BIGINT REFERENCES warehouse (id),
                    start_day BIGINT,
                    end_day BIGINT,
                    status TEXT NOT NULL CHECK (status IN ('queued', 'processing', 'processed', 'rejected')),
                    note TEXT NOT NULL,
                    marked TEXT,
                    problem_count BIGINT NOT NULL,
                    repeats BIGINT,
                    created_at BIGINT NOT NULL,
                    finished_at BIGINT,
                    CHECK ((finished_at IS NULL) = (status IN ('queued', 'processing')))
                );
                CREATE INDEX brand_file_brand ON brand_file (brand_id, id);
                CREATE INDEX brand_file_organization ON brand_file (organization_id, id);
                CREATE INDEX brand_file_host ON brand_file (host_id, id) WHERE host_id IS NOT NULL;
                CREATE INDEX brand_file_warehouse ON brand_file (warehouse_id, id) WHERE warehouse_id IS NOT NULL;
                CREATE INDEX brand_file_waiting ON brand_file (brand_id, id) WHERE status IN ('queued', 'processing');
                CREATE INDEX brand_file_source ON brand_file (source);
                CREATE INDEX brand_file_marked ON brand_file (marked) WHERE marked IS NOT NULL;
                CREATE INDEX brand_file_finished ON brand_file (finished_at) WHERE finished_at IS NOT NULL;
                CREATE TABLE fetched_image (
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    digest TEXT NOT NULL,
                    size BIGINT NOT NULL CHECK (size >= 0),
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (organization_id, digest)
                );
                """)
    ]
}
