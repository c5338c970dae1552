public import Storage

/// The history of the tables of buildings, panels, units, tenants and keys.
public enum AccessMigrations {
    public static let all =
        [
            Migration(
                id: "2026-11-22-access",
                sql: """
                    CREATE TABLE building (
                        id {identity},
                        organization_id BIGINT NOT NULL REFERENCES organization (id),
                        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                        address TEXT NOT NULL,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL
                    );
                    CREATE INDEX building_organization ON building (organization_id, id);
                    CREATE TABLE zone (
                        id {identity},
                        building_id BIGINT NOT NULL REFERENCES building (id),
                        name TEXT NOT NULL,
                        is_default BOOLEAN NOT NULL,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL
                    );
                    CREATE UNIQUE INDEX zone_default ON zone (building_id) WHERE is_default;
                    CREATE TABLE unit (
                        id {identity},
                        zone_id BIGINT NOT NULL REFERENCES zone (id),
                        label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 50),
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        UNIQUE (zone_id, label)
                    );
                    CREATE TABLE panel (
                        id {identity},
                        organization_id BIGINT NOT NULL REFERENCES organization (id),
                        building_id BIGINT NOT NULL REFERENCES building (id),
                        title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                        address TEXT NOT NULL,
                        unit_from BIGINT,
                        unit_to BIGINT,
                        live BOOLEAN NOT NULL,
                        archive BOOLEAN NOT NULL,
                        open_by_key BOOLEAN NOT NULL,
                        open_by_code BOOLEAN NOT NULL,
                        open_by_face BOOLEAN NOT NULL,
                        open_by_app BOOLEAN NOT NULL,
                        revision BIGINT NOT NULL,
                        key_count BIGINT NOT NULL DEFAULT 0,
                        unit_count BIGINT NOT NULL DEFAULT 0,
                        tenant_count BIGINT NOT NULL DEFAULT 0,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        revoked_at BIGINT,
                        CHECK ((unit_from IS NULL AND unit_to IS NULL) OR unit_from <= unit_to)
                    );
                    CREATE INDEX panel_organization ON panel (organization_id, id) WHERE revoked_at IS NULL;
                    CREATE INDEX panel_building ON panel (building_id);
                    CREATE TABLE panel_unit (
                        panel_id BIGINT NOT NULL REFERENCES panel (id),
                        unit_id BIGINT NOT NULL REFERENCES unit (id),
                        landline TEXT,
                        sip TEXT,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        PRIMARY KEY (panel_id, unit_id)
                    );
                    CREATE INDEX panel_unit_unit ON panel_unit (unit_id);
                    CREATE TABLE tenant (
                        id {identity},
                        unit_id BIGINT NOT NULL REFERENCES unit (id),
                        user_id BIGINT NOT NULL REFERENCES user_account (id),
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        UNIQUE (unit_id, user_id)
                    );
                    CREATE INDEX tenant_user ON tenant (user_id);
                    CREATE TABLE tenant_panel (
                        panel_id BIGINT NOT NULL REFERENCES panel (id),
                        tenant_id BIGINT NOT NULL REFERENCES tenant (id),
                        live BOOLEAN,
                        archive BOOLEAN,
                        open_by_key BOOLEAN,
                        open_by_code BOOLEAN,
                        open_by_face BOOLEAN,
                        open_by_app BOOLEAN,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        PRIMARY KEY (panel_id, tenant_id)
                    );
                    CREATE INDEX tenant_panel_tenant ON tenant_panel (tenant_id);
                    CREATE TABLE rfid_key (
                        id {identity},
                        panel_id BIGINT NOT NULL,
                        unit_id BIGINT NOT NULL,
                        user_id BIGINT REFERENCES user_account (id),
                        code TEXT NOT NULL CHECK (length(code) = 14),
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        UNIQUE (panel_id, code),
                        FOREIGN KEY (panel_id, unit_id) REFERENCES panel_unit (panel_id, unit_id)
                    );
                    CREATE INDEX rfid_key_unit ON rfid_key (unit_id, panel_id);
                    CREATE INDEX rfid_key_panel ON rfid_key (panel_id, id);
                    CREATE INDEX rfid_key_user ON rfid_key (user_id);
                    """),
            Migration(
                id: "2026-11-22-doors",
                sql: """
                    ALTER TABLE building ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
                    ALTER TABLE building ADD COLUMN qr_key_enabled BOOLEAN NOT NULL DEFAULT TRUE;
                    ALTER TABLE building ADD COLUMN open_door_button_enabled BOOLEAN NOT NULL DEFAULT TRUE;
                    ALTER TABLE building ADD COLUMN door_release_pin_hash TEXT;
                    ALTER TABLE building ADD COLUMN door_release_pin_sealed BYTEA;
                    ALTER TABLE panel ADD COLUMN enabled BOOLEAN NOT NULL DEFAULT TRUE;
                    CREATE TABLE pin (
                        id {identity},
                        building_id BIGINT NOT NULL REFERENCES building (id),
                        hash TEXT NOT NULL CHECK (length(hash) = 32),
                        sealed BYTEA NOT NULL,
                        user_id BIGINT REFERENCES user_account (id),
                        needs_unit BOOLEAN NOT NULL DEFAULT FALSE,
                        created_at BIGINT NOT NULL,
                        UNIQUE (building_id, hash)
                    );
                    CREATE INDEX pin_user ON pin (user_id);
                    ALTER TABLE tenant ADD COLUMN moved_out_at BIGINT;
                    ALTER TABLE tenant ADD COLUMN pin_id BIGINT REFERENCES pin (id);
                    CREATE INDEX tenant_pin ON tenant (pin_id);
                    CREATE TABLE access_role (
                        id {identity},
                        user_id BIGINT NOT NULL REFERENCES user_account (id),
                        role TEXT NOT NULL,
                        unit_id BIGINT REFERENCES unit (id),
                        zone_id BIGINT REFERENCES zone (id),
                        building_id BIGINT REFERENCES building (id),
                        created_at BIGINT NOT NULL,
                        CONSTRAINT access_role_place CHECK (
                            (role = 'unit_admin' AND unit_id IS NOT NULL AND zone_id IS NULL AND building_id IS NULL)
                            OR (role = 'zone_admin' AND unit_id IS NULL AND zone_id IS NOT NULL AND building_id IS NULL)
                            OR (role = 'building_admin' AND unit_id IS NULL AND zone_id IS NULL
                                AND building_id IS NOT NULL))
                    );
                    CREATE INDEX access_role_user ON access_role (user_id);
                    CREATE INDEX access_role_unit ON access_role (unit_id);
                    CREATE INDEX access_role_zone ON access_role (zone_id);
                    CREATE INDEX access_role_building ON access_role (building_id);
                    CREATE TABLE keychain (
                        id {identity},
                        building_id BIGINT NOT NULL REFERENCES building (id),
                        unit_id BIGINT NOT NULL REFERENCES unit (id),
                        tenant_id BIGINT REFERENCES tenant (id),
                        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                        kind TEXT NOT NULL,
                        starts_at BIGINT NOT NULL,
                        ends_at BIGINT NOT NULL,
                        weekdays BIGINT,
                        first_day BIGINT,
                        last_day BIGINT,
                        minute_from BIGINT,
                        minute_to BIGINT,
                        allow_unit_access BOOLEAN NOT NULL,
                        key_count BIGINT NOT NULL DEFAULT 0,
                        unused_count BIGINT NOT NULL DEFAULT 0,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        revoked_at BIGINT
                    );
                    CREATE INDEX keychain_building ON keychain (building_id, id);
                    CREATE INDEX keychain_unit ON keychain (unit_id, id);
                    CREATE INDEX keychain_tenant ON keychain (tenant_id, id);
                    CREATE TABLE keychain_panel (
                        keychain_id BIGINT NOT NULL REFERENCES keychain (id),
                        panel_id BIGINT NOT NULL REFERENCES panel (id),
                        PRIMARY KEY (keychain_id, panel_id)
                    );
                    CREATE INDEX keychain_panel_panel ON keychain_panel (panel_id);
                    CREATE TABLE virtual_key (
                        id {identity},
                        keychain_id BIGINT NOT NULL REFERENCES keychain (id),
                        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 254),
                        recipient TEXT NOT NULL,
                        pin_id BIGINT REFERENCES pin (id),
                        token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 32),
                        token_sealed BYTEA NOT NULL,
                        used_at BIGINT,
                        sent_at BIGINT,
                        revoked_at BIGINT,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL
                    );
                    CREATE INDEX virtual_key_keychain ON virtual_key (keychain_id, id);
                    CREATE INDEX virtual_key_pin ON virtual_key (pin_id);
                    CREATE TABLE door_release (
                        id {identity by month},
                        organization_id BIGINT NOT NULL,
                        building_id BIGINT NOT NULL,
                        zone_id BIGINT,
                        panel_id BIGINT NOT NULL,
                        unit_id BIGINT,
                        tenant_id BIGINT,
                        user_id BIGINT,
                        virtual_key_id BIGINT,
                        release_method TEXT NOT NULL,
                        door_release_type TEXT NOT NULL,
                        name TEXT,
                        logged_at BIGINT NOT NULL,
                        created_at BIGINT NOT NULL
                    ) {by month door_release};
                    CREATE INDEX door_release_organization ON door_release (organization_id, id);
                    CREATE INDEX door_release_building ON door_release (building_id, id);
                    CREATE INDEX door_release_zone ON door_release (zone_id, id);
                    CREATE INDEX door_release_unit ON door_release (unit_id, id);
                    CREATE INDEX door_release_user ON door_release (user_id, id);
                    CREATE INDEX door_release_virtual_key ON door_release (virtual_key_id, id);
                    CREATE INDEX door_release_age ON door_release (created_at, id);
                    CREATE TABLE door_call (
                        id {identity},
                        guid TEXT NOT NULL UNIQUE CHECK (length(guid) = 36),
                        building_id BIGINT NOT NULL REFERENCES building (id),
                        panel_id BIGINT NOT NULL REFERENCES panel (id),
                        unit_id BIGINT NOT NULL,
                        call_type TEXT NOT NULL,
                        notification_type TEXT NOT NULL,
                        status TEXT NOT NULL,
                        answered_by BIGINT,
                        image TEXT,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL
                    );
                    CREATE INDEX door_call_unit ON door_call (unit_id, id);
                    CREATE INDEX door_call_panel ON door_call (panel_id, id);
                    CREATE INDEX door_call_building ON door_call (building_id);
                    CREATE INDEX door_call_age ON door_call (created_at, id);
                    CREATE TABLE door_message (
                        id {identity by month},
                        building_id BIGINT NOT NULL,
                        panel_id BIGINT NOT NULL,
                        unit_id BIGINT NOT NULL,
                        body TEXT,
                        audio TEXT,
                        created_at BIGINT NOT NULL,
                        CHECK ((body IS NULL) <> (audio IS NULL))
                    ) {by month door_message};
                    CREATE INDEX door_message_unit ON door_message (unit_id, id);
                    CREATE INDEX door_message_age ON door_message (created_at, id);
                    CREATE TABLE integration (
                        id {identity},
                        guid TEXT NOT NULL UNIQUE CHECK (length(guid) = 36),
                        building_id BIGINT NOT NULL REFERENCES building (id),
                        tenant_id BIGINT REFERENCES tenant (id),
                        url TEXT NOT NULL,
                        method TEXT NOT NULL,
                        bindings TEXT NOT NULL,
                        enabled BOOLEAN NOT NULL,
                        secret_sealed BYTEA NOT NULL,
                        former_secret_sealed BYTEA,
                        former_secret_until BIGINT,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL
                    );
                    CREATE INDEX integration_building ON integration (building_id, id);
                    CREATE INDEX integration_tenant ON integration (tenant_id, id);
                    """),
        ] + DoorReleaseMigrations.all

    /// Every opening of a door.
    public static let doorReleases = MonthlyTable("door_release", kept: .seconds(90 * 86_400))
    /// What visitors left for units.
    public static let messages = MonthlyTable("door_message", kept: .seconds(90 * 86_400))
}
