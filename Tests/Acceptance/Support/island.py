"""A network of its own, in which addresses of the public Internet are this machine's and names answer as a test wishes.

It lives in namespaces of a process that is held for it. `wrap` makes a program of a program that runs in there, `open` an address
out here that leads to one in there.
"""

import collections
import contextlib
import http.server
import ipaddress
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import urllib.parse

PUBLIC, PRIVATE = "93.184.215.14", "127.0.0.1"
PORT = 8000


def name(first, *later, of="test"):
    """A host of these addresses; of others, where they are given, from its second look-up on."""
    def label(addresses):
        return "_".join(ipaddress.ip_address(one).packed.hex() for one in addresses)

    return f"{label(first)}.{label(later or first)}.{of}.island"


class Island:
    def __enter__(self):
        # A Unix socket's path is short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="island-"))
        (self.folder / "resolv.conf").write_text("nameserver 127.0.0.1\nsearch .\n")
        (self.folder / "nsswitch.conf").write_text("hosts: files dns\n")
        (self.folder / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        places = "".join(
            f"if [ -e /etc/{file} ]; then mount --bind {self.folder}/{file} /etc/{file} || exit 1; fi; "
            for file in ("resolv.conf", "nsswitch.conf", "hosts"))
        rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        script = f'{places}exec "{sys.executable}" -I "{__file__}" "{self.folder}"'
        self.holder = subprocess.Popen(
            ["unshare", *rights, "--net", "--mount", "--propagation", "private", "sh", "-c", script],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = self.holder.stdout.readline()
        if "ready" not in said:
            self.holder.kill()
            raise AssertionError(f"no network of its own can be had here: {said or 'no rights'}")
        names = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        self.prefix = ["nsenter", "--target", str(self.holder.pid), *names, "--net", "--mount", "--"]
        self._doors = []
        # What was asked in there, at which address.
        self.asked = []
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_):
        for door in self._doors:
            door.close()
        self.holder.kill()
        self.holder.wait(10)
        shutil.rmtree(self.folder)

    def wrap(self, program):
        path = self.folder / pathlib.Path(program).name
        path.write_text(f'#!/bin/sh\nexec {" ".join(self.prefix)} "{program}" "$@"\n')
        path.chmod(0o755)
        return str(path)

    def open(self, url):
        door = socket.create_server(("127.0.0.1", 0))
        self._doors.append(door)
        port = urllib.parse.urlsplit(url).port
        threading.Thread(target=self._relay, args=(door, port), daemon=True).start()
        return f"http://127.0.0.1:{door.getsockname()[1]}"

    def asked_at(self, address, path):
        return [one for one in list(self.asked) if one["at"] == address and one["path"].split("?")[0] == path]

    def _listen(self):
        for line in self.holder.stdout:
            with contextlib.suppress(ValueError):
                self.asked.append(json.loads(line))

    def _relay(self, door, port):
        with contextlib.suppress(OSError):
            while True:
                line, _ = door.accept()
                inside = socket.socket(socket.AF_UNIX)
                inside.connect(str(self.folder / "door"))
                inside.sendall(struct.pack("!H", port))
                join(line, inside)


def join(one, other):
    """Hands over what either says, until both have ended."""
    def carry(source, target):
        with contextlib.suppress(OSError):
            while piece := source.recv(1 << 16):
                target.sendall(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    for pair in ((one, other), (other, one)):
        threading.Thread(target=carry, args=pair, daemon=True).start()


# In there


def bring_up():
    """The loopback with a second address, which is one of the public Internet."""
    def request(name, rest):
        return struct.pack("16s", name.encode()) + rest.ljust(24, b"\0")

    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        address = struct.pack("!HH4s", 0, 0, socket.inet_aton(PUBLIC))
        for call, data in (
            (0x8914, request("lo", struct.pack("H", 0x41))),  # SIOCSIFFLAGS: up, running
            (0x8916, request("lo:1", struct.pack("H", socket.AF_INET) + address[2:])),  # SIOCSIFADDR
        ):
            fcntl.ioctl(control, call, data)


class Names:
    """Answers by what stands in a name (RFC 1035), with nothing to be kept."""

    def __init__(self):
        self.seen = collections.Counter()
        self.line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.line.bind(("127.0.0.1", 53))
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            question, sender = self.line.recvfrom(4096)
            with contextlib.suppress(ValueError, IndexError, struct.error):
                self.line.sendto(self.answer(question), sender)

    def answer(self, question):
        labels, place = [], 12
        while size := question[place]:
            labels.append(question[place + 1:place + 1 + size].decode())
            place += size + 1
        kind = struct.unpack("!H", question[place + 1:place + 3])[0]
        found, refusal = [], 3
        if labels[-1:] == ["island"]:
            key = (".".join(labels), kind)
            words, refusal = labels[min(self.seen[key], 1)], 0
            self.seen[key] += 1
            found = [bytes.fromhex(word) for word in words.split("_")]
            found = [address for address in found if len(address) == {1: 4, 28: 16}.get(kind)]
        head = question[:2] + struct.pack("!HHHHH", 0x8180 | refusal, 1, len(found), 0, 0)
        return head + question[12:place + 5] + b"".join(
            b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 0, len(address)) + address for address in found)


class Site(http.server.BaseHTTPRequestHandler):
    """`/to…?LOCATION` leads there, `….png` is a picture, the rest is empty."""

    def do_GET(self):
        self.take()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.take()

    def take(self):
        print(json.dumps({"at": self.server.server_address[0], "path": self.path}), flush=True)
        path, _, query = self.path.partition("?")
        body = (pathlib.Path(sys.argv[1]) / "picture").read_bytes() if path.endswith(".png") else b""
        self.send_response(302 if path.startswith("/to") else 200)
        if path.startswith("/to"):
            self.send_header("location", urllib.parse.unquote(query))
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def inside(folder):
    bring_up()
    Names()
    for address in (PUBLIC, PRIVATE):
        server = http.server.ThreadingHTTPServer((address, PORT), Site)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    door = socket.socket(socket.AF_UNIX)
    door.bind(f"{folder}/door")
    door.listen()
    print("ready", flush=True)
    while True:
        line, _ = door.accept()
        port = struct.unpack("!H", line.recv(2))[0]
        join(line, socket.create_connection(("127.0.0.1", port)))


if __name__ == "__main__":
    inside(sys.argv[1])
