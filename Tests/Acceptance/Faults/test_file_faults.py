"""Files survive kills, full disks and senders who vanish: no row without bytes, no bytes without a row, an exact quota."""

import hashlib
import random
import re
import socket
import threading
import time

import pytest
import requests

from fault_disk import SmallDisk
from Support import database
from Support.client import Client
from Support.documents import Documents, refusal
from Support.installation import Installation
from Support.server import Server
from Support.waiting import wait_until

SEED = 20_261_124
ROUNDS = 50
SETTINGS = {
    "file.patience": 2, "file.retention": 0, "log.level": "notice", "document.limit": 64 << 20,
}


class Room:
    """One organization's documents, and what they must come to."""

    def __init__(self, data, binary, settings=SETTINGS):
        self.installation = Installation.furnished(binary, data)
        self.server = Server(self.installation, settings=settings)

    def start(self):
        self.server.start()
        self.documents = Documents(Client(self.server.url, self.installation.administrator), None)
        self.documents.customer = self.documents.client.read("/auth/validateToken")["customer"]

    def again(self):
        """Another caller, for another thread."""
        return Documents(Client(self.server.url, self.installation.administrator), self.documents.customer)

    def everything(self):
        """What is listed, by id."""
        files, offset = {}, 0
        while True:
            page = self.documents.list(allFolders="true", offset=offset, limit=500)
            files |= {file["_id"]: file for file in page["files"]}
            offset += 500
            if offset >= page["total"]:
                assert len(files) == page["total"], "the total is not what is listed"
                return files

    def check(self, acknowledged):
        """Every row has its bytes, every answer was true, and the storage is the sum of what is there."""
        files = self.everything()
        for id, digest in acknowledged.items():
            assert id in files, "a document that was acknowledged is gone"
            assert hashlib.sha256(self.documents.content(id).content).hexdigest() == digest
        for id in files.keys() - acknowledged.keys():
            content = self.documents.content(id)
            assert content.status_code == 200 and len(content.content) == files[id]["size"]
        storage = self.documents.storage().json()
        assert storage["used"] == sum(file["size"] for file in files.values())
        assert storage["files"] == len(files)

    def blobs(self):
        """The digests of the contents in the data folder."""
        return {
            path.name for path in (self.installation.data / "files").rglob("*")
            if path.is_file() and re.fullmatch("[0-9a-f]{64}", path.name)
        }

    def rows(self, query):
        return database.rows(self.installation.data, query)

    def check_rest(self):
        """After a while nothing is reserved, and no bytes are left that no row names.

        Swept at once, as only a server that takes nothing in may.
        """
        self.server.stop()
        self.server.settings = self.server.settings | {"sweep.grace": 0, "sweep.interval": 1}
        self.start()
        wait_until(lambda: self.rows("SELECT SUM(reserved) FROM file_quota")[0][0] == 0, "nothing is reserved",
                   timeout=90)
        wait_until(lambda: self.blobs() <= self.needed(), "the sweep is done", timeout=60)
        assert self.blobs() == self.needed()

    def needed(self):
        return {row[0] for row in self.rows("SELECT digest FROM stored_file WHERE digest IS NOT NULL")}


@pytest.fixture
def room(tmp_path, binary):
    room = Room(tmp_path / "data", binary)
    room.start()
    yield room
    room.server.stop()


@pytest.mark.long
def test_fifty_kills_during_uploads_and_deletions(room):
    rng = random.Random(SEED)
    acknowledged, lock = {}, threading.Lock()

    def work(seed, until):
        own = random.Random(seed)
        documents = room.again()
        try:
            while time.monotonic() < until:
                content = own.randbytes(own.choice([10, 20_000, 300_000, 2_000_000]))
                answer = documents.upload("a.bin", b"\x00" + content)
                if answer.status_code == 200:
                    with lock:
                        acknowledged[answer.json()["_id"]] = hashlib.sha256(b"\x00" + content).hexdigest()
                if own.random() < 0.5 and acknowledged:
                    with lock:
                        id = own.choice(sorted(acknowledged))
                        acknowledged.pop(id)
                    # Whether this comes to pass or not, nobody has promised anything about it any more.
                    documents.delete(id)
        except requests.RequestException:
            pass

    for number in range(ROUNDS):
        threads = [
            threading.Thread(target=work, args=(rng.random(), time.monotonic() + 10)) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(rng.uniform(0.02, 0.4))
        room.server.kill()
        for thread in threads:
            thread.join(20)
        room.start()
        try:
            room.check(acknowledged)
        except AssertionError as error:
            raise AssertionError(f"round {number} of seed {SEED}: {error}\n{room.server.text[-1500:]}") from error
    assert acknowledged
    room.check_rest()
    room.check(acknowledged)


def test_senders_who_vanish_leave_nothing(room):
    kept = room.documents.add("kept.txt", b"kept")["_id"]
    for size in (10, 100_000, 5_000_000):
        for _ in range(3):
            connection = socket.create_connection(("127.0.0.1", room.server.port))
            head = (
                f"POST /file HTTP/1.1\r\nHost: gatehouse\r\nContent-Length: {2 * size + 1000}\r\n"
                f"Authorization: Bearer {room.installation.administrator.secret}\r\n"
                "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
                '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n')
            connection.sendall(head.encode() + b"x" * size)
            connection.close()
    wait_until(lambda: not room.rows("SELECT id FROM file_reservation"), "the room is given back", timeout=30)
    room.check({kept: hashlib.sha256(b"kept").hexdigest()})
    room.check_rest()


def test_a_full_disk_refuses_and_keeps(tmp_path, binary):
    if database.on_postgres:
        pytest.skip("the database is elsewhere")
    disk = SmallDisk(tmp_path / "disk")
    try:
        # The program, where the disk is to be seen.
        inside = tmp_path / "gatehouse"
        inside.write_text(f'#!/bin/sh\nexec {" ".join(disk.prefix)} "{binary}" "$@"\n')
        inside.chmod(0o755)
        room = Room(disk.place / "data", str(inside))
        room.start()
        kept = {}
        content = random.Random(SEED).randbytes(1 << 20)
        for number in range(4):
            kept[room.documents.add(f"{number}.bin", content[number:])["_id"]] = (
                hashlib.sha256(content[number:]).hexdigest())
        disk.fill(spare=2 << 20)
        for size in (8 << 20, 20 << 20):
            answer = room.documents.upload("large.bin", bytes(size))
            assert refusal(answer) == (500, "file")
        room.check(kept)
        disk.fill()
        answers = {room.documents.upload("small.bin", bytes(40_000) + bytes([n])).status_code for n in range(10)}
        assert answers <= {200, 500} and 500 in answers
        disk.make_room()
        answer = room.documents.upload("after.bin", bytes(10_000_000))
        assert answer.status_code == 200
        files = room.everything()
        room.check(kept)
        assert kept.keys() <= files.keys()
        room.server.stop()
    finally:
        disk.close()
