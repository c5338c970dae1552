import Storage

/// The history of what people are shown by.
enum AvatarMigrations {
    static let all = [
        Migration(
            id: "2026-11-24-avatars",
            sql: """
                ALTER TABLE user_account ADD COLUMN avatar TEXT;
                CREATE INDEX user_account_avatar ON user_account (avatar) WHERE avatar IS NOT NULL;
                """)
    ]
}
