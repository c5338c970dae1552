"""The servers beside which files are measured: nginx from Debian, and FastAPI behind uvicorn."""

import getpass
import os
import pathlib
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Peer:
    """A server that runs while it is used."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        (folder / "files").mkdir(parents=True)

    def __enter__(self):
        self.process = subprocess.Popen(
            [str(word) for word in self.command()], env={**os.environ, "PEER_FOLDER": str(self.folder / "files")},
            cwd=HERE)
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.02)
        self.process.kill()
        raise SystemExit(f"{self.command()[0]} does not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)


class Nginx(Peer):
    def command(self):
        text = (HERE / "nginx.conf").read_text()
        conf = self.folder / "nginx.conf"
        words = {"FOLDER": str(self.folder), "PORT": str(self.port), "USER": getpass.getuser()}
        for word, value in words.items():
            text = text.replace(word, value)
        conf.write_text(text)
        return ["nginx", "-c", conf]


class FastAPI(Peer):
    """As many workers as there are cores: Gatehouse uses them all, too."""

    def command(self):
        workers = len(os.sched_getaffinity(0))
        return [
            sys.executable, "-m", "uvicorn", "peer:app", "--port", self.port, "--workers", workers, "--no-access-log",
            "--log-level", "warning", "--timeout-worker-healthcheck", 60,
        ]
