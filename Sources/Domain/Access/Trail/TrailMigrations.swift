public import Storage

/// The history of the table of who looked at what.
public enum TrailMigrations {
    public static let all = [
        Migration(
            id: "2026-11-23-trail",
            sql: """
                CREATE TABLE access_trail (
                    id {identity by month},
                    user_id BIGINT NOT NULL,
                    method TEXT NOT NULL,
                    target TEXT NOT NULL,
                    status BIGINT NOT NULL,
                    times BIGINT NOT NULL,
                    created_at BIGINT NOT NULL
                ) {by month access_trail};
                CREATE INDEX access_trail_user ON access_trail (user_id, id);
                CREATE INDEX access_trail_target ON access_trail (target, id);
                CREATE INDEX access_trail_age ON access_trail (created_at, id);
                """)
    ]

    /// Who looked at, or changed, what of whom.
    public static let trail = MonthlyTable("access_trail", kept: .seconds(90 * 86_400))
}
