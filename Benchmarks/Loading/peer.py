"""Prints the seconds in which the rows that a load made are inserted again, with nothing else done.

Usage: python peer.py EMPTY.sqlite LOADED.sqlite SCRATCH.sqlite
"""

import pathlib
import shutil
import sqlite3
import sys
import time

TABLES = ["user_account", "unit", "panel_unit", "tenant", "tenant_panel", "rfid_key"]

empty, loaded, scratch = sys.argv[1:]
for end in ("", "-wal", "-shm"):
    pathlib.Path(scratch + end).unlink(missing_ok=True)
shutil.copy(empty, scratch)
source = sqlite3.connect(loaded)
rows = {}
base = sqlite3.connect(scratch, isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32768", "foreign_keys = ON"):
    base.execute(f"PRAGMA {pragma}")
for table in TABLES:
    columns = [column[1] for column in source.execute(f"PRAGMA table_info({table})")]
    known = {row[0] for row in base.execute(f"SELECT {columns[0]} FROM {table}")} if table == "user_account" else set()
    found = [row for row in source.execute(f"SELECT * FROM {table} ORDER BY rowid") if row[0] not in known]
    rows[f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"] = found

started = time.perf_counter()
base.execute("BEGIN IMMEDIATE")
for statement, found in rows.items():
    base.executemany(statement, found)
base.execute("COMMIT")
print(time.perf_counter() - started)
