"""Requests a second: one server on SQLite, one on PostgreSQL, three on PostgreSQL behind nginx."""

import contextlib
import os
import pathlib
import re
import subprocess
import sys

from measuring import BINARY, ROOT, Figure, alternating, median

# The platform of the acceptance tests, with the guide's nginx before it.
sys.path += [str(ROOT / "Tests/Acceptance"), str(ROOT / "Tests/Acceptance/ManyServers")]

from many_platform import Platform  # noqa: E402
from Support import database  # noqa: E402
from Support.installation import Installation  # noqa: E402
from Support.server import Server  # noqa: E402

SECONDS = 5
INTERCOMS = 20


def on_sqlite(folder, stack):
    installation = Installation.furnished(BINARY, folder / "sqlite")
    server = stack.enter_context(Server(installation))
    return server.url, installation


def on_postgres(folder, stack, server_url, servers, nginx):
    url, drop = database.create(server_url)
    stack.callback(drop)
    place = folder / f"postgres-{servers}"
    place.mkdir()
    platform = stack.enter_context(Platform(BINARY, place, url, servers=servers, workers=1, nginx=nginx))
    platform.furnish()
    return (platform.nginx or platform.servers[0]).url, platform.installation


def requests_a_second(url, token):
    command = [
        "wrk", "-t", "1", "-c", "16", "-d", f"{SECONDS}s", "-H", f"Authorization: Bearer {token}",
        f"{url}/api/admin/v1/intercoms?per_page={INTERCOMS}",
    ]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in printed:
        raise SystemExit(f"requests failed: {printed}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", printed).group(1))


def measure(folder):
    server_url = os.environ.get("GATEHOUSE_POSTGRES") or subprocess.run(
        [ROOT / "bin/postgres", "start"], check=True, capture_output=True, text=True).stdout.strip()
    with contextlib.ExitStack() as stack:
        places = [
            on_sqlite(pathlib.Path(folder), stack),
            on_postgres(pathlib.Path(folder), stack, server_url, 1, False),
            on_postgres(pathlib.Path(folder), stack, server_url, 3, True),
        ]
        for _, installation in places:
            for _ in range(INTERCOMS):
                installation.intercom()
        work = [
            lambda url=url, token=installation.administrator.secret: requests_a_second(url, token)
            for url, installation in places
        ]
        sqlite, one, three = (median(result) for result in alternating(*work))
    yield Figure(
        "one server on PostgreSQL", f"{one:.0f} requests/s", f"on SQLite {sqlite:.0f} requests/s", one / sqlite,
        "times as many", ("≥", 0.4))
    yield Figure(
        "three servers behind nginx, on the same machine", f"{three:.0f} requests/s",
        f"one without nginx {one:.0f} requests/s", three / one, "times as many", ("≥", 0.6))
