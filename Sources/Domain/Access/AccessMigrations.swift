public import Storage

/// The history of the tables of buildings, panels, units, tenants and keys.
public enum AccessMigrations {
    public static let all = [
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
                """)
    ]
}
