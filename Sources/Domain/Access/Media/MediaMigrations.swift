import Storage

/// The history of what buildings are shown by.
enum MediaMigrations {
    static let all = [
        Migration(
            id: "2026-11-24-logos",
            sql: """
                ALTER TABLE building ADD COLUMN panel_logo TEXT;
                ALTER TABLE building ADD COLUMN mobile_logo TEXT;
                CREATE INDEX building_panel_logo ON building (panel_logo) WHERE panel_logo IS NOT NULL;
                CREATE INDEX building_mobile_logo ON building (mobile_logo) WHERE mobile_logo IS NOT NULL;
                """)
    ]
}
