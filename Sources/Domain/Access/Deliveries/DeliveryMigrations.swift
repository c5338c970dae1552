public import Storage

/// The history of the tables of what webhooks are told.
public enum DeliveryMigrations {
    public static let all = [
        Migration(
            id: "2026-11-23-webhooks",
            sql: """
                CREATE INDEX integration_of_building ON integration (building_id, id) WHERE tenant_id IS NULL;
                CREATE TABLE webhook_message (
                    id {identity},
                    guid TEXT NOT NULL UNIQUE CHECK (length(guid) BETWEEN 1 AND 64),
                    integration_id BIGINT NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
                    resource_type TEXT NOT NULL,
                    action TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    attempts BIGINT NOT NULL DEFAULT 0,
                    next_at BIGINT NOT NULL,
                    created_at BIGINT NOT NULL
                );
                CREATE INDEX webhook_message_integration ON webhook_message (integration_id, next_at, id);
                CREATE TABLE webhook_attempt (
                    id {identity by month},
                    integration_id BIGINT NOT NULL,
                    webhook_guid TEXT NOT NULL,
                    resource_type TEXT NOT NULL,
                    action TEXT NOT NULL,
                    number BIGINT NOT NULL,
                    status BIGINT,
                    problem TEXT,
                    outcome TEXT NOT NULL,
                    milliseconds BIGINT NOT NULL,
                    next_at BIGINT,
                    created_at BIGINT NOT NULL
                ) {by month webhook_attempt};
                CREATE INDEX webhook_attempt_integration ON webhook_attempt (integration_id, id);
                CREATE INDEX webhook_attempt_age ON webhook_attempt (created_at, id);
                """)
    ]

    /// Every request to a webhook, without what it said.
    public static let attempts = MonthlyTable("webhook_attempt", kept: .seconds(30 * 86_400))
}
