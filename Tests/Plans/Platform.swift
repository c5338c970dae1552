import Access
import Basics
import BrandFiles
import Catalog
import Events
import Files
import Identity
import ImportRuns
import Jobs
import Notifications
import Storage
import StoragePostgres
import StorageSQLite
import TestDatabases

/// A database with the whole schema and 20,000 rows in every table that grows.
enum Platform {
    static let migrations =
        ListMigrations.all + IdentityMigrations.all + ProfileMigrations.all + OAuthMigrations.all + JobMigrations.all
        + EventMigrations.all + AccessMigrations.all + PlacesMigrations.all + DeliveryMigrations.all
        + PanelMigrations.all + TrailMigrations.all + FilesMigrations.all + UploadMigrations.all
        + ImportRunMigrations.all
        + CatalogMigrations.all + NotificationMigrations.all + BrandFileMigrations.all

    static let monthly = [
        EventMigrations.outbox, AccessMigrations.doorReleases, AccessMigrations.messages, DeliveryMigrations.attempts,
        TrailMigrations.trail,
    ]

    /// Tables that stay small whatever the platform does: one row for each step of the schema, for each recurring task.
    static let small: Set = ["schema_migration", "recurring_task", "door_release_tallied"]

    /// Organization 1 has the panels 1 to 10,000; panel 1 has 5,000 units, tenants and keys, the others one of each.
    static let rows = 20_000

    /// How much of the database is filled, which on PostgreSQL takes half a minute for everything.
    enum Contents {
        case nothing
        /// Organizations, their users, panels, units, tenants and keys.
        case panels
        case everything
    }

    /// Runs the body on a filled database and takes it away afterwards.
    static func with(
        _ product: Dialect.Product, _ contents: Contents = .everything, _ body: (any Storage) async throws -> Void
    ) async throws {
        switch product {
        case .sqlite:
            let storage = try SQLiteStorage.inMemory()
            try await fill(storage, with: contents)
            try await body(storage)
            try await storage.close()
        case .postgres:
            try await PostgresServer.withSchema { url in
                let storage = try PostgresStorage(url: url, connections: 4)
                try await fill(storage, with: contents)
                try await body(storage)
                try await storage.close()
            }
        }
    }

    static func tables(in tx: any Transaction) throws -> [String] {
        switch tx.dialect.product {
        case .sqlite:
            try tx.fetch(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            ).map { try $0.text("name") }
        case .postgres:
            // A partition counts as the table that it is a part of.
            try tx.fetch(
                """
                SELECT CAST(relname AS TEXT) AS name FROM pg_class
                WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind IN ('r', 'p')
                    AND NOT relispartition
                """
            ).map { try $0.text("name") }
        }
    }

    private static func fill(_ storage: any Storage, with contents: Contents) async throws {
        try await Migrator(migrations).migrate(storage)
        for table in monthly { try await table.makeMonths(in: storage) }
        guard contents != .nothing else { return }
        try await storage.write { tx in
            // SQLite has looked whether what the rows refer to is there; to ask again takes most of the time.
            if tx.dialect.product == .postgres, try mayLeaveOutChecks(tx) {
                try tx.executeScript("SET LOCAL session_replication_role = replica")
            }
            let now = try tx.now().microseconds
            let all = contents == .everything
            for statement in panels(at: now) + (all ? others(at: now) : []) { try tx.executeScript(statement) }
        }
        // As far as the recurring task has come; a thousand changes it has yet to see.
        try await CountedList.settle(storage)
        try await storage.write { tx in
            try tx.executeScript(insert(1000, "list_change (list, owner, item, number)", "'other', i, i, 1"))
            // In the field PostgreSQL does so by itself; SQLite does not.
            if tx.dialect.product == .postgres { try tx.executeScript("ANALYZE") }
        }
    }

    private static func mayLeaveOutChecks(_ tx: any Transaction) throws -> Bool {
        try tx.fetch("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")[0].boolean("rolsuper")
    }

    /// In the order in which the tables refer to each other; the rows get the ids 1, 2, 3 and so on.
    private static func panels(at now: Int64) -> [String] {
        let second: Int64 = 1_000_000
        let day = 86_400 * second
        return [
            insert(2000, "organization (name, created_at)", "'Org ' || i, \(now)"),
            insert(
                rows, "user_account (login, name, avatar, created_by, created_at, updated_at)",
                "'u' || i || '@example.org', 'User', \(picture("3")), 1, \(now), \(now)"),
            "UPDATE organization SET parent_id = 2 WHERE id = 1",
            insert(rows, "membership (organization_id, user_id, created_at)", "1 + i % 2000, i, \(now)"),
            insert(
                rows,
                "token (organization_id, user_id, digest, label, permissions, created_at, expires_at, is_session)",
                """
                1 + i % 2000, i, CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 57))', 'x', '', \(now),
                    CASE WHEN i > 19000 THEN \(now + day) END, i > 19000
                """),
            insert(
                rows, "building (organization_id, name, address, panel_logo, mobile_logo, created_at, updated_at)",
                "1 + i % 2000, 'House', '', \(picture("4")), \(picture("5")), \(now), \(now)"),
            insert(
                rows, "zone (building_id, name, is_default, created_at, updated_at)",
                "i, 'Default', TRUE, \(now), \(now)"),
            insert(rows, "unit (zone_id, label, created_at, updated_at)", "i, CAST(i AS TEXT), \(now), \(now)"),
            insert(
                rows,
                """
                panel (organization_id, building_id, title, address, live, archive, open_by_key, open_by_code,
                    open_by_face, open_by_app, revision, key_count, unit_count, tenant_count, created_at, updated_at)
                """,
                """
                CASE WHEN i <= 10000 THEN 1 ELSE 1 + i % 2000 END, i, 'Gate', '', TRUE, TRUE, TRUE, TRUE, TRUE, TRUE,
                    0, 1, 1, 1, \(now), \(now)
                """),
            insert(
                rows, "panel_unit (panel_id, unit_id, created_at, updated_at)", "\(panelOfRow), i, \(now), \(now)"),
            insert(rows, "tenant (unit_id, user_id, created_at, updated_at)", "i, i, \(now), \(now)"),
            insert(
                rows, "tenant_panel (panel_id, tenant_id, created_at, updated_at)",
                "\(panelOfRow), i, \(now), \(now)"),
            "UPDATE panel SET key_count = 5000, unit_count = 5000, tenant_count = 5000 WHERE id = 1",
            insert(
                rows, "list_change (list, owner, item, number)",
                "'panel', CASE WHEN i <= 10000 THEN 1 ELSE 1 + i % 2000 END, i, 1"),
            insert(
                rows, "rfid_key (panel_id, unit_id, user_id, code, created_at, updated_at)",
                """
                \(panelOfRow), i, CASE WHEN i % 2 = 0 THEN i END, CAST(10000000000000 + i AS TEXT),
                    \(now - day) + i * \(second), \(now)
                """),
            insert(
                rows,
                """
                import_run (kind, subject, organization_id, user_id, token_id, state, hash_digest, expires_at,
                    file_name, source, marked, backup, problems, problem_count, warnings, rows_read, rows_total,
                    load_number, is_last_load, origin, created_at, finished_at)
                """,
                """
                'intercom-summary', i, 1 + i % 2000, i, i,
                    CASE WHEN i <= 18000 THEN 'loaded' WHEN i <= 19000 THEN 'staged' ELSE 'rejected' END,
                    'hash' || i, \(now + day), 'x.xlsx', 'source' || i, 'marked' || i, 'backup' || i, '[]', 0, '[]', 0,
                    0, CASE WHEN i <= 18000 THEN 1 END, i <= 18000, '', \(now), CASE WHEN i <= 18000 THEN \(now - 100 * day)
                    WHEN i > 19000 THEN \(now) END
                """),
            insert(
                rows,
                """
                job (kind, payload, state, run_at, attempts, max_attempts, lease_owner, lease_until, created_at,
                    finished_at)
                """,
                """
                'other', '{}', CASE WHEN i <= 19800 THEN 'done' WHEN i <= 19900 THEN 'ready' ELSE 'running' END,
                    \(now + day), 0, 10, 'somebody', CASE WHEN i > 19900 THEN \(now + day) END, \(now),
                    CASE WHEN i <= 19800 THEN \(now) - i * \(second) END
                """),
            insert(
                rows, "outbox_event (event_id, channel, type, payload, transient, created_at, delivered_at)",
                """
                'event' || i, 'private-token.' || i % 200, 'told', '{"status":"ok","data":{}}', FALSE,
                    \(now) - (20001 - i) * \(second), CASE WHEN i <= 19900 THEN \(now) END
                """),
        ]
    }

    private static func others(at now: Int64) -> [String] {
        doors(at: now) + deliveries(at: now) + programs(at: now) + files(at: now) + catalog(at: now)
            + brandFiles(at: now)
    }

    /// Every tenant has a code and a keychain with one virtual key; unit 1 has seen half of all openings.
    private static func doors(at now: Int64) -> [String] {
        let second: Int64 = 1_000_000
        let day = 86_400 * second
        let hash = "CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 25))'"
        return [
            insert(
                rows, "pin (building_id, hash, sealed, user_id, created_at)",
                "i, \(hash), CAST('x' AS BYTEA), i, \(now)"),
            "UPDATE tenant SET pin_id = id",
            insert(rows, "access_role (user_id, role, building_id, created_at)", "i, 'building_admin', i, \(now)"),
            insert(
                rows,
                """
                keychain (building_id, unit_id, tenant_id, name, kind, starts_at, ends_at, allow_unit_access, key_count,
                    unused_count, created_at, updated_at)
                """,
                "i, i, i, 'Guest', 'custom', \(now - day), \(now + day), FALSE, 1, 1, \(now), \(now)"),
            insert(rows, "keychain_panel (keychain_id, panel_id)", "i, \(panelOfRow)"),
            // Half of the commands are of panel 1, and over.
            insert(
                rows, "panel_command (panel_id, kind, created_at, expires_at)",
                """
                CASE WHEN i <= 10000 THEN 1 ELSE i END, 'credentials_changed', \(now) - (20001 - i) * \(second),
                    \(now) - (20001 - i) * \(second)
                """),
            insert(
                rows, "panel_event (panel_id, event, created_at)",
                "CASE WHEN i <= 10000 THEN 1 ELSE i END, 'event' || i, \(now) - (20001 - i) * \(second)"),
            insert(
                rows, "door_message (building_id, panel_id, unit_id, body, created_at)",
                "i, i, CASE WHEN i <= 10000 THEN 1 ELSE i END, 'Hello', \(now) - (20001 - i) * \(second)"),
            insert(
                rows,
                """
                integration (guid, building_id, tenant_id, url, method, bindings, enabled, secret_sealed, created_at,
                    updated_at)
                """,
                """
                '00000000-0000-4000-8000-' || CAST(100000000000 + i AS TEXT), i, CASE WHEN i % 2 = 0 THEN i END,
                    'https://example.org/', 'post', 'call:create:', FALSE, CAST('x' AS BYTEA), \(now), \(now)
                """),
            insert(
                rows,
                """
                door_call (guid, building_id, panel_id, unit_id, call_type, notification_type, status, image, created_at,
                    updated_at)
                """,
                """
                '00000000-0000-4000-8000-' || CAST(100000000000 + i AS TEXT), i, i, i, 'mobile', 'visitor', 'rejected',
                    \(picture("6")), \(now) - (20001 - i) * \(second), \(now)
                """),
            insert(
                rows,
                """
                virtual_key (keychain_id, name, recipient, token_hash, token_sealed, created_at, updated_at)
                """,
                "i, 'Guest', 'guest@example.org', \(hash), CAST('x' AS BYTEA), \(now), \(now)"),
            insert(rows, "door_release_tally (kind, owner, number)", "'unit', i, 1"),
            insert(rows, "door_release_mark (kind, owner, place, release)", "'unit', 1 + i % 1000, i, i"),
            "INSERT INTO door_release_tallied (id, upto) VALUES (1, 19000)",
            insert(
                rows,
                """
                door_release (organization_id, building_id, zone_id, panel_id, unit_id, user_id, release_method,
                    door_release_type, call_guid, logged_at, created_at)
                """,
                """
                1 + i % 2000, CASE WHEN i <= 10000 THEN 1 ELSE i END, i, CASE WHEN i <= 10000 THEN 1 ELSE i END,
                    CASE WHEN i <= 10000 THEN 1 ELSE i END, i, 'mobile', 'visitor',
                    '00000000-0000-4000-8000-' || CAST(100000000000 + i AS TEXT), \(now), \(now) - (20001 - i) * \(second)
                """),
        ]
    }

    /// The digest of a picture that half of the rows have.
    private static func picture(_ digit: String) -> String {
        "CASE WHEN i % 2 = 0 THEN '\(digit)' || CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 56))' END"
    }

    /// Integration 1 has half of all that waits, and was asked half as often as all of them.
    private static func deliveries(at now: Int64) -> [String] {
        [
            insert(
                rows, "webhook_message (guid, integration_id, resource_type, action, payload, next_at, created_at)",
                "'msg_' || i, CASE WHEN i <= 10000 THEN 1 ELSE i END, 'call', 'create', '{}', \(now) + i, \(now)"),
            insert(
                rows,
                """
                webhook_attempt (integration_id, webhook_guid, resource_type, action, number, status, outcome,
                    milliseconds, created_at)
                """,
                """
                CASE WHEN i <= 10000 THEN 1 ELSE i END, 'msg_' || i, 'call', 'create', 1, 200, 'delivered', 1,
                    \(now) - i
                """),
            insert(
                rows, "access_trail (user_id, method, target, status, times, created_at)",
                "CASE WHEN i <= 10000 THEN 1 ELSE i END, 'GET', '/v3/pins/' || i % 100, 200, 1, \(now) - i"),
        ]
    }

    /// Organization 1 has 10,000 documents: document 1 is a folder in which the next 5,000 lie.
    private static func files(at now: Int64) -> [String] {
        let second: Int64 = 1_000_000
        let owner = "CASE WHEN i <= 10000 THEN 1 ELSE 1 + i % 2000 END"
        let digits = "CAST(1000000000000 + i AS TEXT) || '00000000000'"
        let customer = DocumentAccess.customer.audience.rawValue
        let zeros = String(repeating: "0", count: 57)
        return [
            insert(
                rows,
                """
                stored_file (shelf, key, content_key, organization_id, uploader_id, folder_id, name, folded_name, kind,
                    purpose, audience, digest, size, created_at, updated_at, deleted_at)
                """,
                """
                CASE WHEN i <= 15000 THEN 'document' ELSE 'filer' END, 'a' || substr(\(digits), 2),
                    CASE WHEN i > 1 THEN 'b' || substr(\(digits), 2) END, \(owner), i,
                    CASE WHEN i BETWEEN 2 AND 5000 THEN 1 END, 'x.txt', 'x.txt', 'txt',
                    CASE WHEN i > 15000 THEN 'Load' END, \(customer),
                    CASE WHEN i > 1 THEN CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 57))' END,
                    10, \(now), \(now), CASE WHEN i > 19000 THEN \(now) - (20000 - i) * \(second) END
                """),
            insert(
                rows, "list_change (list, owner, item, number)",
                "'file.all.customer', \(owner), i, CASE WHEN i <= 15000 THEN 1 ELSE 0 END"),
            insert(
                rows, "list_change (list, owner, item, number)",
                """
                'file.folder.customer', CASE WHEN i BETWEEN 2 AND 5000 THEN 1 ELSE -(\(owner)) END, i,
                    CASE WHEN i <= 15000 THEN 1 ELSE 0 END
                """),
            insert(
                rows, "image_variant (source, name, digest, kind, created_at)",
                """
                CAST(1000000 + i AS TEXT) || '\(zeros)', 'width=64 jpeg=false watermark=',
                    CAST(2000000 + i AS TEXT) || '\(zeros)', 'png', \(now)
                """),
            insert(rows, "plan_exclusion (organization_id, call)", "1 + i % 2000, 'other' || i"),
            insert(2000, "file_quota (organization_id, used, reserved, files)", "i, 1000000, 1000000, 1000"),
            insert(
                rows, "file_reservation (organization_id, bytes, expires_at)",
                "1 + i % 2000, 10, \(now) + (i - 100) * \(second)"),
            insert(
                rows, "quarantined_file (organization_id, uploader_id, name, signature, digest, size, created_at)",
                """
                1 + i % 2000, i, 'x.txt', 'Eicar', CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 57))', 10,
                    \(now) - i * \(second)
                """),
        ] + uploads(at: now)
    }

    /// Every tenth upload misses bytes; every other one came by a link; some have expired.
    private static func uploads(at now: Int64) -> [String] {
        let second: Int64 = 1_000_000
        let digest = "CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 57))'"
        let age = "\(now) + (i - 100) * \(second)"
        return [
            insert(
                rows,
                """
                upload_link (digest, organization_id, user_id, token_id, permissions, fields, is_used, created_at,
                    expires_at)
                """,
                "\(digest), 1 + i % 2000, i, i, 'files', '{}', i % 2 = 0, \(now), \(age)"),
            insert(
                rows,
                """
                upload (key, organization_id, user_id, link_id, state, metadata, fields, length, received, parts, digest,
                    created_at, expires_at)
                """,
                """
                'c' || substr(CAST(1000000000000 + i AS TEXT) || '00000000000', 2), 1 + i % 2000, i,
                    CASE WHEN i % 2 = 0 THEN i END,
                    CASE WHEN i % 10 = 0 THEN 'open' WHEN i % 10 = 1 THEN 'gone' ELSE 'whole' END, '', '{}', 20, 10, 1,
                    CASE WHEN i % 10 > 1 THEN \(digest) END, \(now), \(age)
                """),
            insert(rows, "upload_part (upload_id, position, size, digest)", "i, 0, 10, \(digest)"),
            "DELETE FROM upload_part WHERE upload_id IN (SELECT id FROM upload WHERE state = 'gone')",
        ]
    }

    private static let panelOfRow = "CASE WHEN i <= 5000 THEN 1 ELSE i END"

    static func insert(_ count: Int, _ target: String, _ values: String) -> String {
        """
        WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
        INSERT INTO \(target) SELECT \(values) FROM n
        """
    }
}
