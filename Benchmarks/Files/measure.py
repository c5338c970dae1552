"""Sends large and small files to Gatehouse and to its peers, in turn."""

import os
import pathlib
import shutil
import subprocess
import sys
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
SETTINGS = {"GATEHOUSE_DOCUMENT_LIMIT": str(LARGE + MB), "GATEHOUSE_FILE_QUOTA": str(1 << 50)}


class House:
    """A server with documents, and its client."""

    def __init__(self, server, client):
        self.server, self.client = server, client
        self.port = urllib.parse.urlsplit(server.url).port
        self.header = f"Authorization: {server.headers['Authorization']}"

    def upload(self, size, *fields, **options):
        return self.client.send_form(self.port, "/file", size, self.header, fields=fields, **options)[0]

    def download(self, document):
        taken, received = self.client.fetch(self.port, f"/file/{document}/content", self.header)
        assert received == LARGE, received
        return taken

    def list(self, folder):
        """Seconds of asking for a folder's first 100 files fifty times."""
        return self.client.fetch(self.port, f"/file?limit=100&folder={folder}", self.header, count=50)[0]

    def get(self, path):
        answer = requests.get(self.server.url + path, headers=self.server.headers, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def make_folder(self, name):
        answer = requests.post(
            f"{self.server.url}/file", json={"filename": name, "type": "FOLDER"}, headers=self.server.headers,
            timeout=60)
        answer.raise_for_status()
        return answer.json()["_id"]

    def newest(self):
        """The id of some document of the large size."""
        return next(found["_id"] for found in self.get("/file?limit=500")["files"] if found["size"] == LARGE)

    def growth(self, work):
        """What the work gives, and how far memory rises meanwhile."""
        self.server.forget_peak()
        before = self.server.memory("VmRSS")
        return work(), self.server.memory("VmHWM") - before


def measure(folder):
    client = Client(folder)
    with Server(folder / "data", settings=SETTINGS) as server:
        house = House(server, client)
        house.upload(SMALL, count=200, connections=AT_ONCE)
        yield from small_files(folder, house)
        yield from large_files(folder, house)
        yield from lists(house)


def small_files(folder, house):
    with FastAPI(folder / "fastapi") as peer:
        options = dict(count=PIECES, connections=AT_ONCE)
        ours, theirs = alternating(
            lambda: house.growth(lambda: house.upload(SMALL, **options)),
            lambda: house.client.send_form(peer.port, "/upload", SMALL, **options)[0])
    shutil.rmtree(folder / "fastapi")
    mine, other = median([taken for taken, _ in ours]), median(theirs)
    yield Figure(
        f"{PIECES:,} files of 20 KB, {AT_ONCE} at once", f"{PIECES / mine:,.0f} a second",
        f"FastAPI {PIECES / other:,.0f} a second", other / mine, "times as fast", ("≥", 2))
    growth = max(grown for _, grown in ours)
    yield Figure("memory of taking them", megabytes(growth), "", growth / MB, "MB", ("<", 64))


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


def lists(house):
    small, large = house.make_folder("small"), house.make_folder("large")
    for target, count in ((small, 100), (large, LISTED)):
        house.upload(100, ("folder", target), count=count, connections=AT_ONCE)
    few, many = alternating(lambda: house.list(small), lambda: house.list(large), runs=max(RUNS, 5))
    mine, other = median(many) / 50, median(few) / 50
    yield Figure(
        f"100 of a folder of {LISTED:,}", f"{mine * 1000:.2f} ms", f"a folder of 100: {other * 1000:.2f} ms",
        mine / other, "times as long", ("≤", 1.3))
