"""Prints the seconds in which the rows that a file made are inserted again, with nothing else done.

Usage: python peer.py EMPTY.sqlite LOADED.sqlite SCRATCH.sqlite TABLE…
"""

import pathlib
import shutil
import sqlite3
import sys
import time

empty, loaded, scratch, *tables = sys.argv[1:]
for end in ("", "-wal", "-shm"):
    pathlib.Path(scratch + end).unlink(missing_ok=True)
shutil.copy(empty, scratch)
source = sqlite3.connect(loaded)
rows = {}
base = sqlite3.connect(scratch, isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32768", "foreign_keys = ON"):
    base.execute(f"PRAGMA {pragma}")
for table in tables:
    columns = [column[1] for column in source.execute(f"PRAGMA table_info({table})")]
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    rows[statement] = source.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()

started = time.perf_counter()
base.execute("BEGIN IMMEDIATE")
for statement, found in rows.items():
    base.executemany(statement, found)
base.execute("COMMIT")
print(time.perf_counter() - started)
