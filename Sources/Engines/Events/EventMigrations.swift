public import Storage

/// The history of the outbox's table.
public enum EventMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-outbox-event",
            sql: """
                CREATE TABLE outbox_event (
                    id {identity by month},
                    event_id TEXT NOT NULL,
                    channel TEXT NOT NULL,
                    type TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    transient BOOLEAN NOT NULL,
                    created_at BIGINT NOT NULL,
                    delivered_at BIGINT,
                    CONSTRAINT outbox_event_once UNIQUE (event_id, channel, created_at)
                ) {by month outbox_event};
                CREATE INDEX outbox_event_resume ON outbox_event (channel, id);
                CREATE INDEX outbox_event_pending ON outbox_event (channel, id)
                    WHERE delivered_at IS NULL AND NOT transient;
                CREATE INDEX outbox_event_age ON outbox_event (created_at, id);
                """)
    ]

    /// The outbox grows with every event. What is older than this goes, whatever `Outbox.prune` has left of it.
    public static let outbox = MonthlyTable("outbox_event", kept: .seconds(31 * 86_400))
}
