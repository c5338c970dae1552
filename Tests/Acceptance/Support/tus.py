"""Uploads in pieces as a bare HTTP client sends them, and a connection that breaks."""

import base64
import contextlib
import hashlib
import io
import json
import random
import socket
import threading
import urllib.parse

from tusclient import client as tusclient

VERSION = {"Tus-Resumable": "1.0.0"}
BYTES = "application/offset+octet-stream"


def metadata(**fields):
    """The value of `Upload-Metadata`."""
    return ",".join(f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in fields.items())


def checksum(algorithm, content):
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, content).digest()).decode()}"


def text(size, seed=7):
    """A text file of so many bytes."""
    return base64.b64encode(random.Random(seed).randbytes(size))[:size]


def result(answer):
    """What the surface of the target would have answered."""
    return json.loads(answer.headers["X-Upload-Result"])


class Uploads:
    """`/uploads` as one caller sees it."""

    def __init__(self, client):
        self.client = client

    def request(self, method, where, headers=None, version=VERSION, **options):
        return self.client.request(method, self.url(where), headers={**version, **(headers or {})}, **options)

    def url(self, where):
        return where if where.startswith("http") else self.client.url + where

    def create(self, length, content=None, headers=None, where="/uploads", **fields):
        """The answer to an announcement; `content` comes along with it."""
        sent = {"Upload-Length": str(length)} if length is not None else {}
        if fields:
            sent["Upload-Metadata"] = metadata(**fields)
        if content is not None:
            sent["Content-Type"] = BYTES
        return self.request("POST", where, headers=sent | (headers or {}), data=content)

    def begin(self, length, **fields):
        """The URL of a new upload."""
        answer = self.create(length, **fields)
        assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
        return answer.headers["Location"]

    def append(self, url, content, offset=0, headers=None, **options):
        sent = {"Upload-Offset": str(offset), "Content-Type": BYTES}
        return self.request("PATCH", url, headers=sent | (headers or {}), data=content, **options)

    def head(self, url):
        return self.request("HEAD", url)

    def offset(self, url):
        answer = self.head(url)
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["Upload-Offset"])

    def content(self, url):
        return self.request("GET", url, version={})

    def terminate(self, url):
        return self.request("DELETE", url)

    def send(self, content, **fields):
        """Uploads all of it at once; the answer to the last bytes."""
        answer = self.append(self.begin(len(content), **fields), content)
        assert answer.status_code == 204, f"{answer.status_code} {answer.text}"
        return answer

    def sender(self, content, url=None, base=None, **options):
        """tuspy's uploader for the content."""
        base = base or self.client.url
        client = tusclient.TusClient(f"{base}/uploads", headers={"Authorization": f"Bearer {self.client.token.secret}"})
        if url:
            url = base + urllib.parse.urlsplit(url).path
        return client.uploader(file_stream=io.BytesIO(content), url=url, **options)


class BreakingLine:
    """A TCP proxy that lets so many more bytes of the client through, then breaks every connection."""

    def __init__(self, port):
        self.target = port
        self.left = None
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target), timeout=30)
            except OSError:
                return
            threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()

    def _pump(self, source, target, is_upload):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if is_upload:
                    with self._lock:
                        if self.left is not None:
                            data = data[:self.left]
                            self.left -= len(data)
                            is_last = self.left == 0
                        else:
                            is_last = False
                    target.sendall(data)
                    if is_last:
                        break
                else:
                    target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            # Until it is closed, whoever still sends is not told, and waits for ever.
            one.close()
