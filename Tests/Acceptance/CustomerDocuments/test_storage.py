"""The quota: exact, never exceeded, given back."""

import socket
import threading

import pytest

from Support.client import Client
from Support.documents import Documents, refusal
from Support.waiting import wait_until


@pytest.fixture
def tight(serve, furnish):
    """A manager whose organization may keep a million bytes."""
    installation = furnish()
    installation.quota(installation.home, 1_000_000)
    server = serve(installation)
    token = installation.administrator
    client = Client(server.url, token)
    return Documents(client, client.read("/auth/validateToken")["customer"])


def test_what_is_kept_is_counted(tight):
    assert tight.storage().json() == {"quota": 1_000_000, "used": 0, "files": 0}
    first = tight.add("a.txt", b"x" * 1000)
    tight.folder()
    tight.add("b.txt", b"x" * 500)
    assert tight.storage().json() == {"quota": 1_000_000, "used": 1500, "files": 2}
    tight.delete(first["_id"])
    assert tight.storage().json() == {"quota": 1_000_000, "used": 500, "files": 1}


def test_the_same_content_twice_counts_twice(tight):
    for _ in range(2):
        tight.add("a.txt", b"x" * 1000)
    assert tight.storage().json()["used"] == 2000


@pytest.mark.parametrize("size", [20_000, 400_000])
def test_a_full_storage_takes_no_more(tight, size):
    for _ in range(1_000_000 // size):
        tight.add("a.txt", b"x" * size)
    used = tight.storage().json()["used"]
    assert refusal(tight.upload("a.txt", b"x" * size)) == (422, "storage")
    assert tight.storage().json()["used"] == used


def test_the_last_bytes_can_be_used(tight):
    tight.add("a.txt", b"x" * 999_000)
    tight.add("b.txt", b"x" * 1000)
    assert tight.storage().json()["used"] == 1_000_000
    assert refusal(tight.upload("c.txt", b"x")) == (422, "storage")


@pytest.mark.parametrize("size", [100_000, 300_000])
def test_uploads_at_once_do_not_both_take_the_last_room(tight, size):
    answers = []

    def upload():
        other = Documents(Client(tight.client.url, tight.client.token), tight.customer)
        answers.append(other.upload("a.txt", b"x" * size).status_code)

    threads = [threading.Thread(target=upload) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = answers.count(200)
    assert set(answers) <= {200, 422}
    assert tight.storage().json() == {"quota": 1_000_000, "used": kept * size, "files": kept}
    # What was reserved for refused uploads is there again.
    while tight.upload("a.txt", b"x" * size).status_code == 200:
        kept += 1
    assert kept == 1_000_000 // size


def test_a_refused_file_gives_its_room_back(tight):
    for _ in range(5):
        assert refusal(tight.upload("a.png", b"x" * 600_000)) == (422, "file")
        assert refusal(tight.upload("a.txt", b"x" * 600_000, accessLevel="NOBODY")) == (422, "accessLevel")
    tight.add("a.txt", b"x" * 900_000)


def test_a_sender_who_vanishes_gives_the_room_back(tight):
    for _ in range(5):
        connection = socket.create_connection(("127.0.0.1", int(tight.client.url.rsplit(":", 1)[1])))
        head = (
            "POST /file HTTP/1.1\r\nHost: gatehouse\r\nContent-Length: 900000\r\n"
            f"Authorization: Bearer {tight.client.token.secret}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n')
        connection.sendall(head.encode() + b"x" * 100_000)
        connection.close()
    wait_until(lambda: tight.upload("a.txt", b"x" * 850_000).status_code == 200, "there is room again")


def test_a_deleted_document_can_be_had_back_by_an_operator(serve, furnish):
    installation = furnish()
    installation.quota(installation.home, 1_000_000)
    server = serve(installation)
    documents = Documents(Client(server.url, installation.administrator), None)
    documents.customer = documents.client.read("/auth/validateToken")["customer"]
    folder = documents.folder("Folder")["_id"]
    document = documents.add("a.txt", b"x" * 600_000, folder=folder)["_id"]
    documents.delete(document)
    documents.delete(folder)
    deleted = installation.json("file", "deleted", "--organization", installation.home)
    assert [file["key"] for file in deleted] == [folder, document]
    # Somebody else has the room now.
    other = documents.add("b.txt", b"x" * 600_000)["_id"]
    refused = installation.attempt("file", "restore", document)
    assert refused.returncode != 0 and "not enough storage" in refused.stderr
    documents.delete(other)
    assert installation.json("file", "restore", document)["deleted_at"] is None
    found = documents.get(document).json()
    assert found["folder"] is None and documents.content(document).content == b"x" * 600_000
    assert documents.list()["total"] == 1
    assert documents.storage().json() == {"quota": 1_000_000, "used": 600_000, "files": 1}
    assert installation.attempt("file", "restore", document).returncode != 0


def test_what_is_past_keeping_is_gone_with_its_bytes(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={
        "file.retention": 0, "sweep.grace": 5, "sweep.interval": 1})
    documents = Documents(Client(server.url, installation.administrator), None)
    kept = documents.add("kept.txt", b"the same bytes")["_id"]
    twin = documents.add("twin.txt", b"the same bytes")["_id"]
    gone = documents.add("gone.txt", b"other bytes")["_id"]
    documents.delete(twin)
    documents.delete(gone)
    server.restart()
    wait_until(lambda: not installation.json("file", "deleted", "--organization", installation.home), "they are gone",
               timeout=90)
    documents.client.url = server.url
    assert documents.content(kept).content == b"the same bytes"
