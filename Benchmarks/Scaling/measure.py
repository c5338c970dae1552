"""Measures the hot queries, and whole requests, on databases of 10⁴ to 10⁷ rows, on SQLite and on PostgreSQL."""

import http.client
import json
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse
import uuid

import psycopg

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from filling import fill_postgres, fill_sqlite  # noqa: E402
from measuring import ROOT, Figure  # noqa: E402
from serving import Server  # noqa: E402

SIZES = [10**power for power in range(4, int(os.environ.get("BENCH_SCALE", "7")) + 1)]
ROUNDS = int(os.environ.get("BENCH_SCALE_ROUNDS", "300"))
# Rounds that read the pages into memory and prepare the statements.
WARMING = 20
STATEMENTS = json.loads((HERE / "statements.json").read_text())


class Platform:
    """A server on a database with n rows in each table that a hot path reads."""

    def __init__(self, folder, n):
        self.n = n
        self.server = Server(folder / f"{self.kind}-{n}", database=self.database(folder, n))
        started = time.perf_counter()
        self.fill(n)
        print(f"{self.kind}: {n:,} rows in {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)

    def __enter__(self):
        self.server.__enter__()
        place = urllib.parse.urlsplit(self.server.url)
        self.connection = http.client.HTTPConnection(place.hostname, place.port)
        self.open()
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.server.__exit__()
        self.close()

    def request(self, path):
        self.connection.request("GET", f"/api/admin/v1{path}", headers=self.server.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body

    def paths(self):
        """Each whole request, with the same amount of work at every size."""
        last = (self.n + 1) // 10
        return {
            "intercoms, page 1": "/intercoms?per_page=10",
            "intercoms, page 1,000": "/intercoms?per_page=10&page=1000",
            "intercoms, a page before the last": f"/intercoms?per_page=10&page={last - 1}",
            "an intercom": f"/intercoms/{self.n // 2}",
            "keys of an intercom": f"/intercoms/{self.n // 20 * 10}/keys",
            "flats of an intercom": f"/intercoms/{self.n // 20 * 10}/flats",
        }

    def values(self):
        """What the statements are asked with."""
        now = time.time_ns() // 1000
        middle = self.n // 2
        return {
            "token check": [now, f"{100_000_000 + middle}{'0' * 55}"],
            "list total": ["panel", 1, 3, 0, 2**63 // 128**3, 128**3, "panel", 1, 0, 2**63 - 128**3],
            "list page": [1, middle, 25, 100],
            "outbox poll": [self.n - 10, 500],
            "outbox pending": ["private-token.7", 0, now - 86_400_000_000, 25],
            "job due": ["import.intercom-summary", "other"],
            "job claim": [now, "import.intercom-summary", "other", 2, "bench", now],
        }


class OnSQLite(Platform):
    kind = "SQLite"

    def database(self, folder, n):
        return ""

    def fill(self, n):
        fill_sqlite(f"{self.server.data}/gatehouse.sqlite", n)

    def open(self):
        self.base = sqlite3.connect(f"{self.server.data}/gatehouse.sqlite", isolation_level=None)
        self.base.create_function("lower", 1, str.lower, deterministic=True)

    def run(self, name, values):
        text = re.sub(r"\$(\d+)", r"?\1", STATEMENTS[name]["sqlite"])
        self.base.execute("BEGIN")
        self.base.execute(text, values).fetchall()
        self.base.execute("ROLLBACK")

    def close(self):
        self.base.close()


class OnPostgreSQL(Platform):
    kind = "PostgreSQL"

    def database(self, folder, n):
        self.name = f"bench_{n}_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(server_url(), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {self.name}")
        start, _, options = server_url().partition("?")
        self.url = start.rsplit("/", 1)[0] + f"/{self.name}" + (f"?{options}" if options else "")
        return self.url

    def fill(self, n):
        fill_postgres(self.url, n)

    def open(self):
        self.base = psycopg.connect(self.url, autocommit=True, cursor_factory=psycopg.RawCursor, prepare_threshold=0)

    def run(self, name, values):
        self.base.execute("BEGIN")
        self.base.execute(STATEMENTS[name]["postgres"], values).fetchall()
        self.base.execute("ROLLBACK")

    def close(self):
        self.base.close()
        with psycopg.connect(server_url(), autocommit=True) as server:
            server.execute(f"DROP DATABASE {self.name} WITH (FORCE)")


def server_url():
    """The server that GATEHOUSE_POSTGRES names, or a private one."""
    if "GATEHOUSE_POSTGRES" not in os.environ:
        answer = subprocess.run([ROOT / "bin/postgres", "start"], check=True, capture_output=True, text=True)
        os.environ["GATEHOUSE_POSTGRES"] = answer.stdout.strip()
    return os.environ["GATEHOUSE_POSTGRES"]


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compare(platforms, names, work):
    """Seconds by name and size: medians of rounds in which every size has its turn."""
    for name in names:
        rounds = [[seconds(lambda p=p: work(p, name)) for p in platforms] for _ in range(ROUNDS + WARMING)]
        yield name, [statistics.median(times) for times in zip(*rounds[WARMING:])]


def figures(kind, platforms):
    def ask(platform, name):
        platform.request(platform.paths()[name])

    def query(platform, name):
        platform.run(name, platform.values()[name])

    sizes = " / ".join(f"10{str(len(str(p.n)) - 1).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}" for p in platforms)
    for names, work, what, most in [
        (platforms[0].paths(), ask, "request", 1.3),
        (platforms[0].values(), query, "query", 2),
    ]:
        for name, times in compare(platforms, names, work):
            yield Figure(
                f"{kind}: {name} ({what})",
                " / ".join(f"{time * 1000:.2f}" for time in times) + " ms",
                f"rows: {sizes}",
                times[-1] / times[0],
                "times as long at the last",
                ("≤", most),
            )


def measure(folder):
    for platform in (OnSQLite, OnPostgreSQL):
        platforms = [platform(folder, n) for n in SIZES]
        opened = [place.__enter__() for place in platforms]
        try:
            yield from figures(platform.kind, opened)
        finally:
            for place in opened:
                place.__exit__()
