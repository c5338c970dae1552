import Storage

/// The history of what is kept besides openings, so that long lists of them need not be counted out.
enum DoorReleaseMigrations {
    static let all = [
        Migration(
            id: "2026-11-23-releases",
            sql: """
                ALTER TABLE door_release ADD COLUMN call_guid TEXT;
                CREATE TABLE door_release_tally (
                    kind TEXT NOT NULL,
                    owner BIGINT NOT NULL,
                    number BIGINT NOT NULL,
                    PRIMARY KEY (kind, owner)
                );
                CREATE TABLE door_release_mark (
                    kind TEXT NOT NULL,
                    owner BIGINT NOT NULL,
                    place BIGINT NOT NULL,
                    release BIGINT NOT NULL,
                    PRIMARY KEY (kind, owner, place)
                );
                CREATE UNIQUE INDEX door_release_mark_release ON door_release_mark (kind, owner, release);
                CREATE TABLE door_release_tallied (
                    id BIGINT PRIMARY KEY CHECK (id = 1),
                    upto BIGINT NOT NULL
                );
                """)
    ]
}
