"""Asks for pages of openings: beside FastAPI on uvicorn, and far into a long history beside the start of a short one."""

import http.client
import json
import os
import pathlib
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse

from client import Client
from measuring import Figure, alternating, median
from serving import Server

HERE = pathlib.Path(__file__).parent
MANY = int(os.environ.get("BENCH_ACCESS_ROWS", 10**6))
LONG = int(os.environ.get("BENCH_ACCESS_LONG", 10**7))
SHORT = 10**4
UNITS = 1000
ROUNDS, WARMING = 300, 30
ASKED, AT_ONCE = 3000, 16
MINUTE = 60_000_000
SPACING = 512


class History(Server):
    """A server with so many openings in so many units, all of them numbered."""

    def fill(self, count, units):
        base = sqlite3.connect(self.database, isolation_level=None, timeout=60)
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA cache_size = -262144")
        (organization, building, zone), = base.execute(
            """
            SELECT panel.organization_id, panel.building_id, zone.id FROM panel
            JOIN zone ON zone.building_id = panel.building_id WHERE panel.id = ?
            """, (self.intercom,))
        base.execute("BEGIN IMMEDIATE")
        base.execute(
            "INSERT INTO access_role (user_id, role, building_id, created_at) VALUES (1, 'building_admin', ?, 0)",
            (building,))
        indexes = base.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'door_release'"
        ).fetchall()
        for name, _ in indexes:
            base.execute(f"DROP INDEX {name}")
        base.executemany(
            "INSERT INTO unit (id, zone_id, label, created_at, updated_at) VALUES (?, ?, ?, 0, 0)",
            ((unit, zone, str(unit)) for unit in range(1, units + 1)))
        start = time.time_ns() // 1000 - 60 * 1440 * MINUTE
        step = 50 * 1440 * MINUTE // count
        base.execute(
            f"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
            INSERT INTO door_release (id, organization_id, building_id, zone_id, panel_id, unit_id, user_id,
                release_method, door_release_type, name, logged_at, created_at)
            SELECT i + 1, {organization}, {building}, {zone}, {self.intercom}, 1 + i % {units}, 1, 'mobile', 'visitor',
                'Sam Resident', {start} + i * {step}, {start} + i * {step} FROM n
            """)
        for _, sql in indexes:
            base.execute(sql)
        for kind in ("organization", "building", "zone", "unit"):
            base.execute(
                f"INSERT INTO door_release_tally SELECT '{kind}', {kind}_id, COUNT(*) FROM door_release"
                f" GROUP BY {kind}_id")
            base.execute(
                f"""
                INSERT INTO door_release_mark SELECT '{kind}', owner, place / {SPACING}, id FROM (
                    SELECT {kind}_id AS owner, id, ROW_NUMBER() OVER (PARTITION BY {kind}_id ORDER BY id) - 1 AS place
                    FROM door_release)
                WHERE place > 0 AND place % {SPACING} = 0
                """ if units > 1 else f"""
                INSERT INTO door_release_mark SELECT '{kind}', {kind}_id, (id - 1) / {SPACING}, id FROM door_release
                WHERE id > 1 AND (id - 1) % {SPACING} = 0
                """)
        base.execute(
            "INSERT INTO door_release_tallied (id, upto) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET upto = excluded.upto",
            (count,))
        base.execute("COMMIT")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()

    @property
    def database(self):
        return pathlib.Path(self.data) / "gatehouse.sqlite"


class Asking:
    """One connection that asks for pages, one after the other."""

    def __init__(self, url, headers):
        place = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(place.hostname, place.port)
        self.headers = headers

    def page(self, unit, number=1):
        started = time.perf_counter()
        self.connection.request(
            "GET", f"/v3/door_releases?filter%5Bunit%5D={unit}&page%5Bnumber%5D={number}&page%5Bsize%5D=20",
            headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        elapsed = time.perf_counter() - started
        assert answer.status == 200, body
        return elapsed, json.loads(body)


class Peer:
    """The same list by FastAPI on uvicorn, over the same table with the same indexes."""

    def __init__(self, database):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.database = database

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "peer:app", "--app-dir", str(HERE), "--port", str(self.port),
             "--log-level", "warning", "--loop", "uvloop", "--http", "httptools", "--workers", str(os.cpu_count())],
            env={**os.environ, "PEER_DATABASE": str(self.database)})
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the peer does not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)


def medians(*measures):
    rounds = [[measure() for measure in measures] for _ in range(ROUNDS + WARMING)][WARMING:]
    return [statistics.median(times) for times in zip(*rounds)]


def beside_fastapi(folder):
    client = Client(folder)
    path = "/v3/door_releases?filter%5Bunit%5D=7&page%5Bnumber%5D=1&page%5Bsize%5D=20"
    with History(folder / "many") as server:
        server.fill(MANY, UNITS)
        with Peer(server.database) as peer:
            first, other = Asking(server.url, server.headers).page(7)[1], Asking(f"http://127.0.0.1:{peer.port}", {}).page(7)[1]
            assert [one["id"] for one in first["data"]] == [one["id"] for one in other["data"]]
            assert len(first["data"]) == 20
            token = f"Authorization: {server.headers['Authorization']}"
            load = dict(connections=AT_ONCE, count=ASKED)
            asked = [
                lambda: client.fetch(urllib.parse.urlsplit(server.url).port, path, token, **load),
                lambda: client.fetch(peer.port, path, **load)]
            for ask in asked:
                ask()
            ours, theirs = alternating(*asked)
    mine, beside = (median([ASKED / load.seconds for load in loads]) for loads in (ours, theirs))
    yield Figure(
        f"pages of 20 of a unit's openings among {MANY:,}, {AT_ONCE} at once", f"{mine:,.0f} a second",
        f"FastAPI {beside:,.0f} a second", mine / beside, "times as fast", ("≥", 4))
    mine, beside = (median([load.most for load in loads]) for loads in (ours, theirs))
    yield Figure(
        "99 of 100 of them come within", f"{mine * 1000:.1f} ms", f"FastAPI {beside * 1000:.1f} ms", mine / beside,
        "times as long", ("≤", 0.333))


def far_beside_near(folder):
    with History(folder / "short") as short, History(folder / "long") as long:
        short.fill(SHORT, 1)
        long.fill(LONG, 1)
        near, far = Asking(short.url, short.headers), Asking(long.url, long.headers)
        number = min(1000, LONG // 20)
        _, page = far.page(1, number)
        assert [int(one["id"]) for one in page["data"]] == list(range(LONG - 20 * (number - 1), LONG - 20 * number, -1))
        first, last = medians(lambda: near.page(1)[0], lambda: far.page(1, number)[0])
    return Figure(
        f"page {number:,} of a unit's {LONG:,} openings", f"{last * 1000:.2f} ms",
        f"page 1 of {SHORT:,}: {first * 1000:.2f} ms", last / first, "times as long", ("≤", 1.3))


def measure(folder):
    yield from beside_fastapi(folder)
    yield far_beside_near(folder)
