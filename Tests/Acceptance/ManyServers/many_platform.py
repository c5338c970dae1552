"""Three servers and two workers on one PostgreSQL behind nginx, as docs/guides/run-on-many-machines.md describes them."""

import json
import threading
import time

import psycopg

from Support.client import Client
from Support.intercom import Intercom

from many_processes import Nginx, PortServer, SharedInstallation, Worker

# The guide's, but for the lease, which decides how long the tests wait.
SETTINGS = {"work.inside": "false", "shutdown.drain": 3, "work.lease": 3, "log.level": "info"}


class Platform:
    """An installation of its own; everything starts at once on an empty database."""

    def __init__(self, binary, folder, url, told=None, servers=3, workers=2, settings=None, environments=None, nginx=True):
        self.settings = {**SETTINGS, **(settings or {})}
        environments = environments or {}
        self.database = url
        self._connection = psycopg.connect(url, autocommit=True)
        self.installation = SharedInstallation(binary, folder / "data", told or url)
        self.servers = [
            PortServer(self.installation, self.settings, environments.get(f"server {number}"))
            for number in range(servers)
        ]
        self.workers = [
            Worker(self.installation, self.settings, environments.get(f"worker {number}"))
            for number in range(workers)
        ]
        self.nginx = Nginx(folder / "nginx", self.servers) if nginx else None

    def start(self):
        starting = [threading.Thread(target=attempt, args=(process.start,)) for process in self.servers + self.workers]
        for thread in starting:
            thread.start()
        for thread in starting:
            thread.join(30)
        for process in self.servers + self.workers:
            assert process.process and process.process.poll() is None, (process.process.args, process.process.poll(), process.text)
        assert all(server.url for server in self.servers), [server.text for server in self.servers]
        if self.nginx:
            self.nginx.start()
        return self

    def furnish(self):
        """Two organizations with their tokens."""
        self.installation.furnish()
        return self

    def stop(self):
        for process in self.servers + self.workers:
            if process.process:
                process.kill()
        if self.nginx:
            self.nginx.stop()
        self._connection.close()

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_):
        self.stop()

    # Callers

    def client(self, server=None, token=None):
        """An administrator who calls one server, or nginx."""
        place = self.nginx if server is None else self.servers[server]
        return Client(place.url, token or self.installation.administrator)

    def token(self):
        """A token of its own, so that the news of a test come to no other."""
        return self.installation.token("admin@acme.example")

    def intercom(self, server=None, token=None):
        """An empty intercom with 400 apartments, as that caller sees it."""
        return Intercom(self.client(server, token), self.installation.intercom())

    # What the database knows

    def rows(self, query, *values):
        return self._connection.execute(query, values).fetchall()

    def job(self, upload):
        """Attempts, state and owner of an upload's load."""
        found = self.rows(
            "SELECT attempts, state, lease_owner FROM job WHERE payload = %s",
            json.dumps({"run": upload}, separators=(",", ":")))
        assert len(found) == 1, found
        return found[0]

    def wait_for_worker(self, upload, timeout=20):
        """The worker that does an upload's load now, while it does."""
        deadline = time.monotonic() + timeout
        while (job := self.job(upload))[1] == "ready":
            assert time.monotonic() < deadline, f"nobody begins with upload {upload}"
        assert job[1] == "running", "the load was over before it was seen"
        return next(worker for worker in self.workers if f"/{worker.process.pid}/" in job[2])


def attempt(start):
    """What a process that does not start leaves behind is looked at by the caller."""
    try:
        start()
    except AssertionError:
        pass
