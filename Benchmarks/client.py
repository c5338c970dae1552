"""Runs client.c: many requests at once, none of them the same."""

import pathlib
import subprocess
import typing

HERE = pathlib.Path(__file__).parent


class Load(typing.NamedTuple):
    """How it went: the seconds of all, the bytes that came, and the seconds within which half and 99 of 100 answers came."""

    seconds: float
    received: int
    half: float
    most: float


class Client:
    def __init__(self, folder):
        self.folder = folder
        self.program = folder / "client"
        command = ["cc", "-O2", "-o", self.program, HERE / "client.c"]
        subprocess.run(command, check=True)

    def fetch(self, port, path, *headers, connections=1, count=1):
        """Gets the path so many times."""
        head = self._file("get", f"GET {path} HTTP/1.1\r\n" + lines(*headers) + "\r\n")
        return self._run(count, port, connections, count, head)

    def send(self, port, method, path, size, *headers, before=b"", after=b"", connections=1, count=1):
        """Sends so many bodies of this size, in which nothing repeats."""
        length = len(before) + size + len(after)
        head = f"{method} {path} HTTP/1.1\r\nContent-Length: {length}\r\n" + lines(*headers) + "\r\n"
        words = [self._file("send", head), self._file("before", before), self._file("after", after), size]
        return self._run(count, port, connections, count, *words)

    def send_form(self, port, path, size, *headers, name="list.txt", fields=(), **options):
        """The same, as the file of a form."""
        before = b"".join(
            f'--bench\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in fields)
        before += f'--bench\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
        before += b"Content-Type: text/plain\r\n\r\n"
        headers = (*headers, "Content-Type: multipart/form-data; boundary=bench")
        return self.send(
            port, "POST", path, size, *headers, before=before, after=b"\r\n--bench--\r\n", **options)

    def _file(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def _run(self, expected, *words):
        words = [str(word) for word in (self.program, *words)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=1800)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}: {done.stderr}")
        taken, good, received, half, most = done.stdout.split()
        if int(good) != expected:
            raise SystemExit(f"{good} of {expected} requests were answered well: {done.stderr}")
        return Load(float(taken), int(received), float(half), float(most))


def lines(*headers):
    return "".join(f"{header}\r\n" for header in ("Host: bench", *headers))
