"""An installation that may be killed, stopped, starved and started again, and a client for it."""

import hashlib
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import time
import zipfile

import requests

from Support import database, files
from Support.installation import clean_environment

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = os.environ.get("GATEHOUSE_BINARY", str(ROOT / ".build/release/gatehouse"))
CORPUS = ROOT / "Tests/Fixtures/Corpus/xlsx"
FINAL = {"loaded", "rejected", "expired", "canceled"}


class House:
    """One data folder, two organizations, and at most one server process.

    `prefix` is put before every command, `view` is where this process sees the data folder.
    """

    def __init__(self, data, settings=None, prefix=(), view=None, log=None):
        self.data, self.prefix, self.settings = str(data), list(prefix), dict(settings or {})
        self.view = pathlib.Path(view or data)
        self.process = self.url = None
        self.log = pathlib.Path(log or f"{data}.log")
        self.http = requests.Session()
        for name in ("Ours", "Theirs"):
            self.cli("organization", "create", name)
        self.token = self.make_token("Ours", "admin@ours.example")
        self.foreign_token = self.make_token("Theirs", "admin@theirs.example")
        self.intercom = self.make_intercom()

    def cli(self, *arguments):
        command = [*self.prefix, BINARY, *arguments, "--json", "--data", self.data]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=self.environment)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return json.loads(done.stdout)

    @property
    def environment(self):
        """Of every process on this data folder."""
        return clean_environment() | database.environment(self.data) | files.environment(self.data)

    def make_token(self, organization, login):
        self.cli("user", "create", login, "--organization", organization)
        return self.cli("token", "create", "--user", login, "--organization", organization)["token"]

    def make_intercom(self, flats="1-100000"):
        return self.cli("intercom", "create", "Gate", "--range", flats, "--organization", "Ours")["id"]

    # The process

    def start(self, within=30, command=("serve", "--port", "0"), **settings):
        assert self.process is None, "the server runs already"
        offset = self.log.stat().st_size if self.log.exists() else 0
        chosen = {**self.settings, **{key.replace("__", "."): value for key, value in settings.items()}}
        options = [part for key, value in chosen.items() for part in ("--set", f"{key}={value}")]
        environment = self.environment | {"SWIFT_BACKTRACE": "enable=no"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.prefix, BINARY, *command, "--data", self.data, *options], stdout=log, stderr=log, env=environment
            )
        if command[0] != "serve":
            return self
        until = time.monotonic() + within
        while time.monotonic() < until:
            with self.log.open("rb") as log:
                log.seek(offset)
                found = re.search(r"url=(http://127\.0\.0\.1:\d+).*listening", log.read().decode(errors="replace"))
            if found:
                self.url = found.group(1)
                return self
            assert self.process.poll() is None, f"the server ended:\n{self.tail()}"
            time.sleep(0.005)
        raise AssertionError(f"the server does not listen:\n{self.tail()}")

    def kill(self):
        self.process.kill()
        self.process.wait(10)
        self.forget()

    def stop(self, within=40):
        """Asks it to stop and gives its exit status."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the server does not stop:\n{self.tail()}") from None
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait(10)
            self.forget()

    def forget(self):
        self.http.close()
        self.http = requests.Session()
        self.process = self.url = None

    def close(self):
        if self.process:
            self.kill()

    def tail(self, size=4000):
        return self.log.read_bytes()[-size:].decode(errors="replace") if self.log.exists() else ""

    def memory(self, field="VmRSS"):
        """Bytes of memory in use; `VmHWM` for the most since `forget_peak`."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", text).group(1)) * 1024

    def forget_peak(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def assert_alive(self):
        assert self.process.poll() is None, f"the server has died:\n{self.tail()}"
        assert requests.get(f"{self.url}/health/ready", timeout=20).status_code == 200

    # The intercom

    def headers(self, token=None):
        return {"Authorization": f"Bearer {token or self.token}"}

    def path(self, rest, intercom=None):
        return f"{self.url}/api/admin/v1/intercoms/{intercom or self.intercom}/{rest}"

    def upload(self, content=None, name="summary.xlsx", token=None, intercom=None, timeout=120, **fields):
        parts = {key: (None, value) for key, value in fields.items()}
        if content is not None:
            parts["file"] = (name, content)
        return self.http.post(self.path("upload", intercom), files=parts, headers=self.headers(token), timeout=timeout)

    def stage(self, content, **more):
        answer = self.upload(content, **more)
        assert answer.status_code == 201, answer.text
        return answer.json()["hash"], int(answer.headers["X-Upload-Id"])

    def load(self, content, within=60):
        """Uploads, confirms where asked to, and waits for the end."""
        answer = self.upload(content)
        if answer.status_code == 201:
            answer = self.upload(hash=answer.json()["hash"])
        assert answer.status_code == 204, answer.text
        return self.wait(int(answer.headers["X-Upload-Id"]), within)

    def get_upload(self, upload):
        answer = self.http.get(f"{self.url}/api/admin/v1/uploads/{upload}", headers=self.headers(), timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wait(self, upload, within=60, pause=0.02):
        until = time.monotonic() + within
        while time.monotonic() < until:
            found = self.get_upload(upload)
            if found["state"] in FINAL:
                return found
            time.sleep(pause)
        raise AssertionError(f"upload {upload} is still {found['state']}:\n{self.tail()}")

    def summary(self, intercom=None):
        answer = self.http.get(self.path("summary.xlsx", intercom), headers=self.headers(), timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.content

    def state(self, intercom=None):
        """A digest of everything that the intercom holds."""
        with zipfile.ZipFile(io.BytesIO(self.summary(intercom))) as book:
            parts = [n for n in sorted(book.namelist()) if n.startswith("xl/worksheets/") or "sharedStrings" in n]
            return hashlib.sha256(b"".join(book.read(part) for part in parts)).hexdigest()

    def events(self, upload, after="0", within=20):
        """The ends of this upload that a listener hears who resumes after an event; then its last event's id."""
        headers = {**self.headers(), "Last-Event-ID": after}
        heard, last, until = [], after, time.monotonic() + within
        with requests.get(f"{self.url}/api/v1/events", headers=headers, stream=True, timeout=within) as stream:
            assert stream.status_code == 200
            event = {}
            for line in stream.iter_lines(chunk_size=1, decode_unicode=True):
                if line:
                    key, _, value = line.partition(":")
                    event[key] = value.strip()
                elif event.get("data"):
                    last = event["id"]
                    told = json.loads(event["data"])["data"]["data"]
                    ended = event["event"].endswith(("_loaded", "_rejected"))
                    event = {}
                    if ended and told["upload_id"] == upload:
                        heard.append(told)
                        return heard, last
                assert time.monotonic() < until, f"no news of upload {upload}"
        return heard, last

    # The folder

    def rows(self, query):
        """What a query finds; asked by a process that stands where the server does, in its mounts."""
        return database.rows(self.data, query, self.prefix)

    def referenced(self):
        return {
            digest for row in self.rows("SELECT source, marked, backup FROM import_run") for digest in row if digest
        }

    def blobs(self):
        if files.in_bucket:
            return {name.split("/")[1] for name in files.names(self.data) if name.startswith("blobs/")}
        return {path.name for path in (self.view / "files/blobs").rglob("*") if path.is_file()}

    def incoming(self):
        """Uploads that are on their way, or were."""
        if files.in_bucket:
            return files.uploads(self.data) + [
                name for name in files.names(self.data) if name.startswith("incoming/")]
        return list((self.view / "files/incoming").glob("*"))

    def leftovers(self):
        """Files that somebody began to write and nobody wants."""
        folders = (self.view / "files/trash", self.view / "temporary")
        return self.incoming() + [path for folder in folders for path in folder.glob("*") if path.is_file()]

    def sweep(self, within=15):
        """Sweeps at once, as only a server that takes nothing in may; afterwards an upload needs every file.

        `temporary/` is swept of what is a day old: that time is brought forward.
        """
        self.stop()
        for path in (self.view / "temporary").glob("*"):
            os.utime(path, (time.time() - 90_000,) * 2)
        self.start(sweep__interval=1, sweep__grace=0)
        until = time.monotonic() + within
        while self.leftovers() or self.blobs() != self.referenced():
            assert time.monotonic() < until, (
                f"not swept: {self.leftovers()}, unneeded {sorted(self.blobs() - self.referenced())}, "
                f"missing {sorted(self.referenced() - self.blobs())}"
            )
            time.sleep(0.1)
        self.stop()
        return self.start()
