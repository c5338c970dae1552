import Storage

/// When the person of a code had signed in; null for codes that were made before.
enum SignInTimeMigrations {
    static let all = [
        Migration(id: "2026-11-24-sign-in-time", sql: "ALTER TABLE oauth_code ADD COLUMN signed_in_at BIGINT;")
    ]
}
