"""What stands between a server and PostgreSQL, and counts the statements that go through."""

import contextlib
import pathlib
import socket
import struct
import threading

import psycopg


class StatementCounter:
    """Listens on a socket in a folder of its own; `url` leads through it to the database of another URL."""

    def __init__(self, url, folder):
        place = psycopg.conninfo.conninfo_to_dict(url)
        host, port = place.get("host", "localhost"), place.get("port", "5432")
        self.target = f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, int(port))
        folder = pathlib.Path(folder)
        secret = f":{place['password']}" if place.get("password") else ""
        self.url = f"postgresql://{place['user']}{secret}@/{place['dbname']}?host={folder}&port=5432"
        self.texts = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / ".s.PGSQL.5432"))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def during(self, action):
        """The texts of the statements that run while something is done; transactions begin and end in their own time."""
        start = len(self.texts)
        action()
        return [text for text in self.texts[start:] if not text.startswith(("BEGIN", "COMMIT"))]

    def close(self):
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX if isinstance(self.target, str) else socket.AF_INET)
                server.connect(self.target)
                threading.Thread(target=self._ask, args=(line, server), daemon=True).start()
                threading.Thread(target=self._answer, args=(server, line), daemon=True).start()

    def _ask(self, line, server):
        """Messages of the frontend (PostgreSQL's protocol 3): the first has a length alone, others a type before it."""
        statements = {}
        with contextlib.suppress(OSError, EOFError), line, server, line.makefile("rb") as stream:
            head = read(stream, 4)
            server.sendall(head + read(stream, struct.unpack("!I", head)[0] - 4))
            while True:
                head = read(stream, 5)
                body = read(stream, struct.unpack("!I", head[1:])[0] - 4)
                self._note(head[:1], body, statements)
                server.sendall(head + body)

    def _note(self, kind, body, statements):
        if kind == b"Q":
            self.texts.append(body.rstrip(b"\0").decode())
        elif kind == b"P":
            name, text = body.split(b"\0")[:2]
            statements[name] = text.decode()
        elif kind == b"B":
            # Each portal is executed once.
            self.texts.append(statements.get(body.split(b"\0")[1], "?"))

    def _answer(self, server, line):
        with contextlib.suppress(OSError):
            while piece := server.recv(1 << 16):
                line.sendall(piece)
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def read(stream, count):
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
