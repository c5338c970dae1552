"""A server of its own for a measurement, in a new data folder."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time

import requests

from measuring import BINARY


class Server:
    def __init__(self, data, database="", settings={}):
        self.environment = {**os.environ, "GATEHOUSE_DATABASE": database, **settings}
        self.data, self.log = str(data), pathlib.Path(f"{data}.log")
        self.firms = {}
        _, token = self.firm("Bench")
        self.headers = {"Authorization": f"Bearer {token}"}
        self.intercom = self._make("intercom", "create", "Gate", "--range", "1-100000", "--organization", "Bench")["id"]

    def firm(self, name):
        """The number of an organization, made where it is missing, and a token of its own."""
        if name not in self.firms:
            login = f"{name.lower()}@example.org"
            number = self._make("organization", "create", name)["id"]
            self._make("user", "create", login, "--organization", name)
            token = self._make("token", "create", "--user", login, "--organization", name)["token"]
            self.firms[name] = (number, token)
        return self.firms[name]

    def _make(self, *arguments):
        return json.loads(
            subprocess.run(
                [BINARY, *arguments, "--json", "--data", self.data], check=True, capture_output=True, text=True,
                env=self.environment,
            ).stdout
        )

    def __enter__(self):
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--data", self.data], stderr=self.log.open("wb"), stdout=subprocess.DEVNULL,
            env=self.environment,
        )
        until = time.monotonic() + 30
        while time.monotonic() < until and self.process.poll() is None:
            found = re.search(r"url=(http://\S+).*listening", self.log.read_text())
            if found:
                self.url = found.group(1)
                return self
            time.sleep(0.02)
        raise SystemExit(f"the server does not start: {self.log.read_text()}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    @property
    def upload_url(self):
        return f"{self.url}/api/admin/v1/intercoms/{self.intercom}/upload"

    def upload(self, path):
        with open(path, "rb") as file:
            return requests.post(self.upload_url, files={"file": file}, headers=self.headers, timeout=300)

    def send(self, path):
        """Uploads without ever holding the whole body."""
        body = MultipartFile(path)
        headers = {**self.headers, "Content-Type": "multipart/form-data; boundary=bench"}
        return requests.post(self.upload_url, data=body, headers=headers, timeout=300)

    def wait(self, upload):
        while True:
            found = requests.get(f"{self.url}/api/admin/v1/uploads/{upload}", headers=self.headers, timeout=60).json()
            if found["state"] in ("loaded", "rejected"):
                return found
            time.sleep(0.02)

    def memory(self, field):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", text).group(1)) * 1024

    def forget_peak(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")


class MultipartFile:
    """A form with one file, read from disk while it is sent."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.head = b'--bench\r\nContent-Disposition: form-data; name="file"; filename="big.xlsx"\r\n\r\n'
        self.tail = b"\r\n--bench--\r\n"

    def __len__(self):
        return len(self.head) + self.path.stat().st_size + len(self.tail)

    def __iter__(self):
        yield self.head
        with self.path.open("rb") as file:
            while piece := file.read(1 << 20):
                yield piece
        yield self.tail
