"""A server of somebody else's that takes webhooks, and behaves as badly as it is told to."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from Support.waiting import wait_until


@dataclass
class Delivery:
    method: str
    path: str
    headers: dict
    body: bytes
    at: float = field(default_factory=time.monotonic)

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def query(self):
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}


class Receiver:
    """Paths: `/ok/…`, `/status/503/…`, `/slow/…`, `/redirect/…` (to `/ok/redirected`), `/endless/…`, `/recovers/…` (500, then 200)."""

    def __enter__(self):
        self.deliveries = []
        self.sent = 0
        self.release = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                self.take(b"")

            def do_POST(self):
                self.take(self.rfile.read(int(self.headers.get("content-length", 0))))

            def take(self, body):
                receiver.deliveries.append(Delivery(
                    self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                kind = self.path.split("/")[1]
                try:
                    getattr(self, kind)()
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def answer(self, status, headers=()):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("content-length", "0")
                self.end_headers()

            def ok(self):
                self.answer(200)

            def status(self):
                self.answer(int(self.path.split("/")[2]))

            def slow(self):
                receiver.release.wait(30)
                self.answer(200)

            def redirect(self):
                self.answer(307, [("location", f"{receiver.url}/ok/redirected")])

            def recovers(self):
                earlier = [seen for seen in receiver.deliveries if seen.path == self.path]
                self.answer(500 if len(earlier) == 1 else 200)

            def endless(self):
                self.send_response(200)
                self.send_header("content-length", str(1 << 30))
                self.end_headers()
                piece = b"x" * (1 << 16)
                for _ in range((1 << 30) // len(piece)):
                    self.wfile.write(piece)
                    receiver.sent += len(piece)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.release.set()
        self._server.shutdown()
        self._server.server_close()

    def at(self, path):
        return [delivery for delivery in list(self.deliveries) if urlsplit(delivery.path).path == path]

    def wait(self, path, count=1, timeout=15):
        """The deliveries at a path once there are so many."""
        return wait_until(
            lambda: len(self.at(path)) >= count and self.at(path), f"{count} deliveries at {path}", timeout=timeout)
