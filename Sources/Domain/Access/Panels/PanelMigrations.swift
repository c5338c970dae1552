public import Storage

/// The history of what the panels themselves use: their tokens, what they are told to do, and what they told already.
public enum PanelMigrations {
    public static let all = [
        Migration(
            id: "2026-11-23-panels",
            sql: """
                ALTER TABLE panel ADD COLUMN token_digest TEXT;
                CREATE TABLE panel_command (
                    id {identity},
                    panel_id BIGINT NOT NULL REFERENCES panel (id),
                    kind TEXT NOT NULL,
                    call_guid TEXT,
                    video BOOLEAN,
                    audio BOOLEAN,
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL,
                    acknowledged_at BIGINT
                );
                CREATE INDEX panel_command_waiting ON panel_command (panel_id, expires_at)
                    WHERE acknowledged_at IS NULL;
                CREATE INDEX panel_command_age ON panel_command (created_at);
                CREATE TABLE panel_event (
                    panel_id BIGINT NOT NULL REFERENCES panel (id),
                    event TEXT NOT NULL CHECK (length(event) BETWEEN 1 AND 100),
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (panel_id, event)
                );
                CREATE INDEX panel_event_age ON panel_event (created_at);
                CREATE INDEX keychain_end ON keychain (building_id, ends_at) WHERE revoked_at IS NULL;
                CREATE INDEX door_call_image ON door_call (image) WHERE image IS NOT NULL;
                CREATE INDEX door_message_audio ON door_message (audio) WHERE audio IS NOT NULL;
                """)
    ]
}
