public import Storage

/// What is told of buildings, zones, units and roles beside what panels need.
public enum PlacesMigrations {
    public static let all = places + MediaMigrations.all

    private static let places = [
        Migration(
            id: "2026-11-23-places",
            sql: """
                ALTER TABLE building ADD COLUMN building_type TEXT;
                ALTER TABLE building ADD COLUMN display_name_strategy TEXT NOT NULL DEFAULT 'first_name_and_last_name';
                ALTER TABLE building ADD COLUMN send_panel_status_report BOOLEAN NOT NULL DEFAULT FALSE;
                ALTER TABLE building ADD COLUMN in_unit_phone_number TEXT;
                ALTER TABLE building ADD COLUMN address_2 TEXT;
                ALTER TABLE building ADD COLUMN city TEXT;
                ALTER TABLE building ADD COLUMN state TEXT;
                ALTER TABLE building ADD COLUMN zip_code TEXT;
                ALTER TABLE building ADD COLUMN country TEXT;
                ALTER TABLE building ADD COLUMN phone_number TEXT;
                ALTER TABLE zone ADD COLUMN zone_type TEXT;
                ALTER TABLE unit ADD COLUMN unit_type TEXT;
                ALTER TABLE unit ADD COLUMN floor TEXT;
                CREATE INDEX zone_building ON zone (building_id, id);
                CREATE INDEX unit_zone ON unit (zone_id, id);
                CREATE UNIQUE INDEX access_role_once_unit ON access_role (user_id, unit_id) WHERE unit_id IS NOT NULL;
                CREATE UNIQUE INDEX access_role_once_zone ON access_role (user_id, zone_id) WHERE zone_id IS NOT NULL;
                CREATE UNIQUE INDEX access_role_once_building ON access_role (user_id, building_id)
                    WHERE building_id IS NOT NULL;
                """)
    ]
}
