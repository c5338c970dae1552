"""Fills a database of a server's with a platform of so many rows in each table that a hot path reads."""

import sqlite3
import time

import psycopg

DAY = 86_400_000_000
FAN_OUT = 128

# Table, columns, and the values of row i, of which there are n; one organization, user and building are there already.
# Everything belongs to that one organization: the worst place for a list of its own things.
CONTENTS = [
    (
        "token",
        "organization_id, user_id, digest, label, permissions, created_at",
        "1, 1, CAST(100000000 + i AS TEXT) || '{zeros}', 'x', 'intercom-view', {now}",
    ),
    (
        "panel",
        "id, organization_id, building_id, title, address, live, archive, open_by_key, open_by_code, open_by_face,"
        " open_by_app, revision, key_count, unit_count, tenant_count, created_at, updated_at",
        "i + 1, 1, 1, 'Gate ' || i, '1 Long Street', TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 1, 10, 1, 0, {now}, {now}",
    ),
    # Each tenth panel has a unit with ten keys.
    ("unit", "id, zone_id, label, created_at, updated_at", "i, 1, CAST(i AS TEXT), {now}, {now}"),
    ("panel_unit", "panel_id, unit_id, created_at, updated_at", "i * 10, i, {now}, {now}"),
    (
        "rfid_key",
        "panel_id, unit_id, code, created_at, updated_at",
        "((i - 1) / 10 + 1) * 10, (i - 1) / 10 + 1, CAST(10000000000000 + i AS TEXT), {now}, {now}",
    ),
    (
        "outbox_event",
        "event_id, channel, type, payload, transient, created_at, delivered_at",
        "'0192f0c1-7a00-7000-8000-' || CAST(100000000000 + i AS TEXT), 'private-token.' || (i % 1000), 'told',"
        " '{{\"status\":\"ok\",\"data\":{{}}}}', FALSE, {now} - ({n} - i), {now}",
    ),
    (
        "job",
        "kind, payload, state, run_at, attempts, max_attempts, created_at, finished_at",
        "'measured', '{{}}', 'done', {now}, 1, 10, {now}, {now}",
    ),
    ("list_block", "list, owner, level, block, number", None),
]
TENTHS = {"unit", "panel_unit"}


def statements(n, series):
    now = time.time_ns() // 1000
    for table, columns, values in CONTENTS:
        count = n // 10 if table in TENTHS else n
        if values is not None:
            values = values.format(now=now, n=count, zeros="0" * 55)
            yield series(table, columns, values, count)
    # The list of the organization's panels, as it is when everything is settled; panel 1 was counted by its maker.
    yield "DELETE FROM list_change"
    for level in (1, 2, 3):
        yield (
            f"INSERT INTO list_block (list, owner, level, block, number) SELECT 'panel', 1, {level},"
            f" id / {FAN_OUT**level}, COUNT(*) FROM panel GROUP BY id / {FAN_OUT**level}"
        )


def fill_sqlite(path, n):
    with sqlite3.connect(path, isolation_level=None) as base:
        for pragma in ("synchronous = OFF", "cache_size = -262144", "journal_mode = OFF", "locking_mode = EXCLUSIVE"):
            base.execute(f"PRAGMA {pragma}")
        tables = ", ".join(f"'{table}'" for table, _, _ in CONTENTS)
        indexes = base.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables})"
        ).fetchall()
        for name, _ in indexes:
            base.execute(f"DROP INDEX {name}")
        for statement in statements(
            n,
            lambda table, columns, values, count: f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            f" WHERE i < {count}) INSERT INTO {table} ({columns}) SELECT {values} FROM n",
        ):
            base.execute(statement)
        for _, sql in indexes:
            base.execute(sql)
        base.execute("PRAGMA locking_mode = NORMAL")
        base.execute("PRAGMA journal_mode = WAL")
    base.close()


def fill_postgres(url, n):
    with psycopg.connect(url, autocommit=True) as base:
        base.execute("SET session_replication_role = replica")
        base.execute("SET maintenance_work_mem = '256MB'")
        base.execute("SET synchronous_commit = off")
        indexes = base.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON"
            " pg_class.oid = indrelid WHERE NOT indisunique AND NOT relispartition AND relname = ANY(%s)",
            [[table for table, _, _ in CONTENTS]],
        ).fetchall()
        for name, _ in indexes:
            base.execute(f"DROP INDEX {name}")
        for statement in statements(
            n,
            lambda table, columns, values, count: f"INSERT INTO {table} ({columns}) SELECT {values}"
            f" FROM generate_series(CAST(1 AS BIGINT), {count}) AS n(i)",
        ):
            base.execute(statement)
        for _, sql in indexes:
            # Of a partitioned table, with its partitions.
            base.execute(sql.replace(" ON ONLY ", " ON "))
        base.execute("SELECT setval(pg_get_serial_sequence('panel', 'id'), (SELECT MAX(id) FROM panel))")
        base.execute("VACUUM ANALYZE")
