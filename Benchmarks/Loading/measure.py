"""Loads a summary of 100,000 rows, beside inserting the same rows into the same tables and no more."""

import pathlib
import re
import shutil
import sqlite3

from measuring import Figure, alternating, median, python, seconds
from serving import Server

HERE = pathlib.Path(__file__).parent


class Loading:
    def __init__(self, folder):
        self.folder, self.count = folder, 0
        self.book = folder / "summary.xlsx"
        python(HERE / "make_workbook.py", self.book)
        self.loaded = self.empty = None

    def load(self):
        """Seconds of the worker's job: check, backup, load and news in one."""
        self.count += 1
        data = self.folder / f"data{self.count}"
        server = Server(data)
        if not self.empty:
            self.empty = self.folder / "empty.sqlite"
            with sqlite3.connect(data / "gatehouse.sqlite") as base:
                base.execute("VACUUM INTO ?", (str(self.empty),))
        with server:
            answer = server.upload(self.book)
            assert answer.status_code == 204, answer.text
            ended = server.wait(answer.headers["X-Upload-Id"])
            assert ended["state"] == "loaded", ended
        if not self.loaded:
            self.loaded = self.folder / "loaded.sqlite"
            shutil.copy(data / "gatehouse.sqlite", self.loaded)
        shutil.rmtree(data)
        return int(re.search(r"import\.intercom-summary milliseconds=(\d+)", server.log.read_text()).group(1)) / 1000

    def insert(self):
        """Seconds of the bare inserts."""
        return float(python(HERE / "peer.py", self.empty, self.loaded, self.folder / "peer.sqlite").output)


def measure(folder):
    loading = Loading(folder)
    ours, theirs = alternating(loading.load, loading.insert)
    mine, peer = median(ours), median(theirs)
    yield Figure(
        "checking and loading 100,000 rows",
        seconds(mine),
        f"bare inserts {seconds(peer)}",
        mine / peer,
        "times as long",
        ("≤", 4),
    )
