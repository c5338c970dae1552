"""Requests of every kind from several callers at once, and what became of each."""

import threading
import time
from dataclasses import dataclass, field

import requests

from Support.intercom import Intercom
from Support.workbooks import summary


@dataclass
class Caller:
    """Works at an intercom of its own: looks, writes, uploads, confirms. Remembers what was promised to it."""

    intercom: Intercom
    number: int
    requests: int = 0
    failures: list = field(default_factory=list)
    confirmed: list = field(default_factory=list)
    last_row: dict = None

    def round(self, turn):
        self.ask("look", lambda: self.intercom.client.get("/intercoms"), 200)
        self.ask("write", lambda: self.intercom.client.patch(self.intercom.path, json={"title": f"Turn {turn}"}), 200)
        row = {"apartment": turn % 400 + 1, "key": f"{self.number:06X}{turn:08X}"}
        staged = self.ask("upload", lambda: self.intercom.upload(summary([row])), 201)
        if staged is None:
            return
        upload = int(staged.headers["X-Upload-Id"])
        confirmed = self.ask("confirm", lambda: self.intercom.upload(hash=staged.json()["hash"]), 204)
        if confirmed is not None:
            self.confirmed.append(upload)
            self.last_row = row
            self.finished(upload)

    def finished(self, upload):
        """The next load begins when this one has ended, so that none expires another."""
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            answer = self.ask("watch", lambda: self.intercom.client.get(f"/uploads/{upload}"), 200)
            if answer is not None and answer.json()["state"] in ("loaded", "rejected", "expired", "canceled"):
                if answer.json()["state"] != "loaded":
                    self.failures.append(f"upload {upload} ended {answer.json()['state']}")
                return
            time.sleep(0.02)
        self.failures.append(f"upload {upload} does not end")

    def ask(self, what, send, wanted):
        """The answer; None, and a failure, where it is another than wanted."""
        self.requests += 1
        try:
            answer = send()
        except requests.RequestException as error:
            self.failures.append(f"{what}: {error!r}")
            return None
        if answer.status_code != wanted:
            self.failures.append(f"{what}: {answer.status_code} {answer.text[:200]}")
            return None
        return answer


class Load:
    """Callers in threads until the end of the block."""

    def __init__(self, intercoms):
        self.callers = [Caller(intercom, number) for number, intercom in enumerate(intercoms, 1)]
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(caller,)) for caller in self.callers]

    def _work(self, caller):
        turn = 0
        while not self._ended.is_set():
            turn += 1
            caller.round(turn)

    def __enter__(self):
        for caller in self.callers:
            # So that what follows replaces something and has to be confirmed.
            caller.intercom.load([{"apartment": 400}])
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for thread in self._threads:
            thread.join(60)

    @property
    def failures(self):
        return [failure for caller in self.callers for failure in caller.failures]

    @property
    def requests(self):
        return sum(caller.requests for caller in self.callers)

    @property
    def confirmed(self):
        return [upload for caller in self.callers for upload in caller.confirmed]
