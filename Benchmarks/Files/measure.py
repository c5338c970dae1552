"""Sends large and small files to Gatehouse and to its peers, in turn."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import requests

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from client import Client  # noqa: E402
from measuring import MB, RUNS, Figure, alternating, median, megabytes, seconds  # noqa: E402
from peers import FastAPI, Nginx  # noqa: E402
from serving import Server  # noqa: E402

LARGE = int(float(os.environ.get("GIGABYTES", "1")) * (1 << 30))
SMALL, PIECES, AT_ONCE = 20_000, int(os.environ.get("PIECES", "10000")), 32
LISTED = int(os.environ.get("LISTED", "100000"))
SETTINGS = {
    "GATEHOUSE_DOCUMENT_LIMIT": str(LARGE + MB), "GATEHOUSE_FILE_QUOTA": str(1 << 42),
    "GATEHOUSE_SURFACE_FILER_RATE": "0",
}


class House:
    """A server with documents and files of a firm, and a client of that firm."""

    def __init__(self, server, client, firm, token):
        self.server, self.client, self.firm = server, client, firm
        self.port = urllib.parse.urlsplit(server.url).port
        self.headers = {"Authorization": f"Bearer {token}"}
        self.header = f"Authorization: Bearer {token}"

    def upload(self, size, *fields, **options):
        return self.client.send_form(self.port, "/file", size, self.header, fields=fields, **options)[0]

    def download(self, document):
        taken, received, *_ = self.client.fetch(self.port, f"/file/{document}/content", self.header)
        assert received == LARGE, received
        return taken

    def file(self, kind, count):
        """Uploads files of the firm."""
        self.client.send_form(
            self.port, "/v1/filer", 100, self.header, fields=[("business_type", kind)], count=count,
            connections=AT_ONCE)

    def list(self, folder, offset=0):
        """Seconds of asking for 100 files of a folder fifty times."""
        path = f"/file?limit=100&offset={offset}&folder={folder}"
        return self.client.fetch(self.port, path, self.header, count=50)[0]

    def info(self, kind):
        """Seconds of asking for the firm's files of a type fifty times."""
        question = json.dumps({"ati_id": str(self.firm), "business_type": kind}).encode()
        return self.client.send(
            self.port, "POST", "/v1/filer/info", 0, self.header, "Content-Type: application/json", before=question,
            count=50)[0]

    def get(self, path):
        answer = requests.get(self.server.url + path, headers=self.headers, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def make_folder(self, name):
        answer = requests.post(
            f"{self.server.url}/file", json={"filename": name, "type": "FOLDER"}, headers=self.headers,
            timeout=60)
        answer.raise_for_status()
        return answer.json()["_id"]

    def newest(self):
        """The id of the document that came last."""
        last = self.get("/file?limit=1")["total"] - 1
        return self.get(f"/file?offset={last}")["files"][0]["_id"]

    def settle(self):
        """Waits until the server has put the counts of its lists together, which it does every minute."""
        until = time.monotonic() + 300
        with contextlib.closing(sqlite3.connect(f"file:{self.server.data}/gatehouse.sqlite?mode=ro", uri=True)) as base:
            while base.execute("SELECT EXISTS (SELECT 1 FROM list_change)").fetchone()[0]:
                if time.monotonic() > until:
                    raise SystemExit("the counts of the lists are not put together")
                time.sleep(1)

    def growth(self, work):
        """What the work gives, and how far memory rises meanwhile."""
        self.server.forget_peak()
        before = self.server.memory("VmRSS")
        return work(), self.server.memory("VmHWM") - before


def measure(folder):
    client = Client(folder)
    with Server(folder / "data", settings=SETTINGS) as server:
        house = House(server, client, *server.firm("Bench"))
        house.upload(SMALL, count=200, connections=AT_ONCE)
        yield from small_files(folder, house)
        yield from large_files(folder, house)
        yield from folders(house)
        yield from firms(house, House(server, client, *server.firm("Small")))


def small_files(folder, house):
    with FastAPI(folder / "fastapi") as peer:
        options = dict(count=PIECES, connections=AT_ONCE)
        ours, theirs, durable = alternating(
            lambda: house.growth(lambda: house.upload(SMALL, **options)),
            lambda: house.client.send_form(peer.port, "/upload", SMALL, **options)[0],
            lambda: house.client.send_form(peer.port, "/keep", SMALL, **options)[0])
    shutil.rmtree(folder / "fastapi")
    mine, other = median([taken for taken, _ in ours]), median(theirs)
    yield Figure(
        f"{PIECES:,} files of 20 KB, {AT_ONCE} at once", f"{PIECES / mine:,.0f} a second",
        f"FastAPI {PIECES / other:,.0f} a second", other / mine, "times as fast", ("≥", 2))
    flushing = median(durable)
    yield Figure(
        "the same, beside FastAPI that flushes and keeps a row, too", f"{PIECES / mine:,.0f} a second",
        f"FastAPI {PIECES / flushing:,.0f} a second", flushing / mine, "times as fast")
    growth = max(grown for _, grown in ours)
    yield Figure("memory of taking them", megabytes(growth), "", growth / MB, "MB", ("<", 32))


def large_files(folder, house):
    with Nginx(folder / "nginx") as peer:
        ours, puts, floors = alternating(
            lambda: house.growth(lambda: house.upload(LARGE)),
            lambda: house.client.send(peer.port, "PUT", "/big", LARGE)[0],
            lambda: floor(folder))
        mine, put, least = median([taken for taken, _ in ours]), median(puts), median(floors)
        name, beside = max(("nginx", put), ("hashing and writing", least), key=lambda pair: pair[1])
        size = f"{LARGE / (1 << 30):.3g} GB"
        yield Figure(
            f"a file of {size} comes in", seconds(mine), f"{name} {seconds(beside)}", beside / mine, "times as fast",
            ("≥", 0.7))
        yield memory_figure("memory of taking it", ours)
        document = house.newest()
        ours, theirs = alternating(
            lambda: house.growth(lambda: house.download(document)),
            lambda: house.client.fetch(peer.port, "/big")[0])
        mine, other = median([taken for taken, _ in ours]), median(theirs)
        yield Figure(
            "it goes out", seconds(mine), f"nginx {seconds(other)}", other / mine, "times as fast", ("≥", 0.7))
        yield memory_figure("memory of giving it", ours)


def memory_figure(question, results):
    growth = max(grown for _, grown in results)
    return Figure(question, megabytes(growth), megabytes(LARGE), growth / MB, "MB", ("<", 32))


def floor(folder):
    path = folder / "floor"
    command = [sys.executable, HERE / "floor.py", path, str(LARGE)]
    taken = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    path.unlink()
    return taken


def folders(house):
    small, large = house.make_folder("small"), house.make_folder("large")
    for target, count in ((small, 100), (large, LISTED)):
        house.upload(100, ("folder", target), count=count, connections=AT_ONCE)
    house.settle()
    few, first, last = alternating(
        lambda: house.list(small), lambda: house.list(large), lambda: house.list(large, LISTED - 100),
        runs=max(RUNS, 5))
    yield list_figure(f"the first 100 of a folder of {LISTED:,}", first, "a folder of 100", few)
    yield list_figure("the last 100 of it", last, "a folder of 100", few)


def firms(large, small):
    for house in (large, small):
        house.file("Orders", 100)
    large.file("Load", LISTED)
    few, many = alternating(lambda: small.info("Orders"), lambda: large.info("Orders"), runs=max(RUNS, 5))
    yield list_figure(f"100 of a type of a firm with {LISTED:,} files", many, "a firm of 100", few)


def list_figure(question, measured, name, beside):
    mine, other = median(measured) / 50, median(beside) / 50
    return Figure(
        question, f"{mine * 1000:.2f} ms", f"{name}: {other * 1000:.2f} ms", mine / other, "times as long", ("≤", 1.3))
