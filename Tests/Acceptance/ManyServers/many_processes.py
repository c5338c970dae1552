"""The processes of an installation on many machines: servers at fixed ports, workers, and nginx before them."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading

from Support.installation import Installation, clean_environment
from Support.server import Server
from Support.waiting import wait_until

GUIDE = pathlib.Path(__file__).resolve().parents[3] / "docs/guides"


class SharedInstallation(Installation):
    """An installation whose processes are told their database, their data folder and the settings that all have."""

    def __init__(self, binary, data, database):
        super().__init__(binary, data)
        self.database = database

    @property
    def environment(self):
        return {"GATEHOUSE_DATABASE": self.database}


class PortServer(Server):
    """A server that is always at the same port, as its balancer knows it."""

    def __init__(self, installation, settings, environment=None):
        super().__init__(
            installation, settings, environment, arguments=("--port", str(free_port())))

    def stop(self, within=30):
        """Asks it to go and waits until it has; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=within)
        self.kill()
        return status


class Worker:
    """`gatehouse work`."""

    def __init__(self, installation, settings, environment=None):
        self.installation = installation
        self.settings = settings
        self.environment = environment or {}
        self.process = None
        self.log = []

    def start(self):
        command = [self.installation.binary, "work", "--data", str(self.installation.data)]
        command += [word for key, value in self.settings.items() for word in ("--set", f"{key}={value}")]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=clean_environment() | self.installation.environment | self.environment)
        self._reader = threading.Thread(target=self._read, args=(self.process.stderr,), daemon=True)
        self._reader.start()
        return self

    @property
    def text(self):
        return "".join(self.log)

    @property
    def jobs_done(self):
        """The jobs that it ended well, as its log tells."""
        return [int(found) for line in self.log if "job done" in line for found in re.findall(r"\bjob=(\d+)", line)]

    def stop(self, within=30):
        return self._end(signal.SIGTERM, within)

    def kill(self):
        return self._end(signal.SIGKILL, 10)

    def _end(self, how, within):
        if self.process is None:
            return None
        self.process.send_signal(how)
        try:
            status = self.process.wait(timeout=within)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait(timeout=5)
            self._reader.join(timeout=5)
            self.process.stderr.close()
            self.process = None
        return status

    def _read(self, stream):
        self.log += stream


class Nginx:
    """Debian's nginx with the guide's configuration; only addresses are put in."""

    def __init__(self, folder, servers):
        self.folder = pathlib.Path(folder)
        self.servers = servers
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        assert program, "nginx is missing; bin/setup tests installs it"
        self.folder.mkdir(mode=0o755)
        # Its worker processes run as another user and need to reach their temporary files.
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/{kind}; "
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root; " if os.geteuid() == 0 else ""
        (self.folder / "site.conf").write_text(self._site())
        (self.folder / "nginx.conf").write_text(
            f"{user}worker_processes 2; daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log info; "
            f"events {{}} http {{ access_log off; {temporary} include {self.folder}/site.conf; }}")
        self.process = subprocess.Popen(
            [program, "-p", str(self.folder), "-e", f"{self.folder}/error.log", "-c", f"{self.folder}/nginx.conf"])
        wait_until(self._listens, "nginx listens")
        return self

    def _site(self):
        """The guide's file with this machine's ports."""
        text = (GUIDE / "gatehouse.nginx.conf").read_text()
        for number, server in enumerate(self.servers, 11):
            text, found = re.subn(rf"10\.0\.0\.{number}:8080", f"127.0.0.1:{server.arguments[1]}", text)
            assert found == 1, "the guide's configuration has another list of servers"
        text, found = re.subn(r"listen 80;", f"listen 127.0.0.1:{self.port};", text)
        assert found == 1
        return text

    def _listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            assert self.process.poll() is None, (self.folder / "error.log").read_text()
            return False

    @property
    def text(self):
        return (self.folder / "error.log").read_text()

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=10)
            self.process = None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
