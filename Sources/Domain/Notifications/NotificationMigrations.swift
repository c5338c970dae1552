public import Storage

/// The history of the table of notifications.
public enum NotificationMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-notification",
            sql: """
                CREATE TABLE notification (
                    id {identity},
                    user_id BIGINT NOT NULL REFERENCES user_account (id),
                    organization_id BIGINT NOT NULL REFERENCES organization (id),
                    type TEXT NOT NULL,
                    is_error BOOLEAN NOT NULL,
                    message TEXT NOT NULL,
                    data TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    read_at BIGINT
                );
                CREATE INDEX notification_user ON notification (user_id, organization_id, id);
                CREATE INDEX notification_unread ON notification (user_id, organization_id, id) WHERE read_at IS NULL;
                CREATE INDEX notification_age ON notification (created_at);
                """)
    ]
}
