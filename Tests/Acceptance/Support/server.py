"""A running server: started, waited for, stopped or killed."""

import re
import signal
import socket
import subprocess
import threading

from Support.installation import clean_environment
from Support.waiting import wait_until

LISTENING = re.compile(r"url=(http://\S+)(?=.*listening)")


class Server:
    """`gatehouse serve` on a free port over an installation's data folder."""

    def __init__(self, installation, settings=None, environment=None, arguments=("--port", "0"), with_data=True):
        self.installation = installation
        self.settings = settings or {}
        self.environment = environment or {}
        self.arguments = list(arguments)
        self.with_data = with_data
        self.process = None
        self.log = []
        self.url = None

    def start(self):
        command = [self.installation.binary, "serve", *self.arguments]
        if self.with_data:
            command += ["--data", str(self.installation.data)]
        for key, value in self.settings.items():
            command += ["--set", f"{key}={value}"]
        self.log = []
        self.url = None
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=clean_environment() | self.installation.environment | self.environment)
        self._reader = threading.Thread(target=self._read, args=(self.process.stderr,), daemon=True)
        self._reader.start()
        wait_until(lambda: self.url or self.process.poll() is not None, "the server listens", timeout=20)
        assert self.url, f"the server did not start:\n{self.text}"
        return self

    @property
    def text(self):
        return "".join(self.log)

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    def stop(self):
        """As an operator stops it; it may finish what it has begun."""
        self._end(signal.SIGTERM)

    def kill(self):
        """As a power cut stops it."""
        self._end(signal.SIGKILL)

    def restart(self):
        self.stop()
        return self.start()

    @property
    def answers(self):
        """Whether it takes connections; one that is ending does not."""
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            return True
        except OSError:
            return False

    def revive(self):
        """Starts it again at the same address after it ended by itself."""
        self.arguments = ["--port", str(self.port)]
        self._end(signal.SIGKILL)
        return self.start()

    def _end(self, how):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=5)
        self._reader.join(timeout=5)
        self.process.stderr.close()
        self.process = None

    def _read(self, stream):
        for line in stream:
            self.log.append(line)
            found = LISTENING.search(line)
            if found:
                self.url = found.group(1)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
