public import Storage

/// What people say of themselves.
public enum ProfileMigrations {
    public static let all = profiles + AvatarMigrations.all

    private static let profiles = [
        Migration(
            id: "2026-11-23-profiles",
            sql: """
                ALTER TABLE user_account ADD COLUMN first_name TEXT;
                ALTER TABLE user_account ADD COLUMN last_name TEXT;
                ALTER TABLE user_account ADD COLUMN phone_number TEXT;
                ALTER TABLE user_account ADD COLUMN contact_preference TEXT NOT NULL DEFAULT 'mobile_app';
                """)
    ]
}
