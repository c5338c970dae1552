"""Connections and servers that end in the middle: nothing is lost that was told to be there, and nothing is mixed up."""

import random
import socket
import threading
import time
import urllib.parse

import pytest
import requests
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from Support import database
from Support.client import Client
from Support.server import Server
from Support.tus import BYTES, BreakingLine, Uploads, result, text

SEED = 20_261_122
CUTS = 100


def go_on(sender, deadline):
    """Another attempt, once the server has noticed that the last one is over."""
    while True:
        try:
            sender.offset = sender.get_offset()
            sender.upload()
            return True
        except TusUploadFailed as error:
            if error.status_code != 423:
                return False
        except TusCommunicationError:
            return False
        assert time.monotonic() < deadline, "the upload stays locked"
        time.sleep(0.05)


def test_a_hundred_broken_connections_lose_nothing(uploads, server):
    line, rng, cuts = BreakingLine(server.port), random.Random(SEED), 0
    number = 0
    while cuts < CUTS:
        number += 1
        content = text(rng.randint(200_000, 6_000_000), seed=number)
        url = uploads.begin(len(content), filename="broken.txt")
        line.left = None
        sender = uploads.sender(content, url=url, base=line.url, chunk_size=rng.choice([100_000, 1_000_000, 10_000_000]))
        here, before = 0, 0
        while True:
            # What was once told to be there stays there.
            offset = uploads.offset(url)
            assert offset >= before, f"upload {number} of seed {SEED} went back from {before} to {offset}"
            before = offset
            line.left = rng.randint(500, len(content)) if here < 12 and cuts < CUTS else None
            if go_on(sender, time.monotonic() + 15):
                break
            here += 1
            cuts += 1
        assert uploads.content(url).content == content, f"upload {number} of seed {SEED}"
    line.close()
    assert cuts >= CUTS


def test_what_came_before_a_break_is_kept(uploads, server):
    content = text(3_000_000)
    url = uploads.begin(len(content), filename="a.txt")
    break_off(uploads, url, server.port, content, 1_000_000)
    deadline = time.monotonic() + 10
    while uploads.offset(url) == 0:
        assert time.monotonic() < deadline, "nothing was kept"
        time.sleep(0.02)
    assert 500_000 < uploads.offset(url) <= 1_000_000


def break_off(uploads, url, port, content, count, close=True):
    """Sends the head of a PATCH of all the content, and so many bytes of it."""
    head = (
        f"PATCH {urllib.parse.urlsplit(url).path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\n"
        f"Authorization: Bearer {uploads.client.token.secret}\r\nContent-Type: {BYTES}\r\n"
        f"Upload-Offset: 0\r\nContent-Length: {len(content)}\r\n\r\n")
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(head.encode() + content[:count])
    if close:
        connection.close()
    return connection


@pytest.mark.long
def test_killed_servers_keep_what_they_told(own):
    uploads, _, server = own({"filer.limit": 60_000_000, "file.quota": 10**9})
    server.arguments = ["--port", str(server.port)]
    rng, content = random.Random(SEED), text(40_000_000)
    url, kept = uploads.begin(len(content), filename="killed.txt"), 0
    for _ in range(6):
        sender = uploads.sender(content, url=url, chunk_size=rng.choice([500_000, 4_000_000, 100_000_000]))
        sending, begun = threading.Thread(target=send, args=(sender, started := threading.Event())), rng.uniform(0, 0.3)
        sending.start()
        assert started.wait(20), "the upload stays locked"
        time.sleep(begun)
        server.kill()
        sending.join(20)
        server.start()
        offset = uploads.offset(url)
        assert offset >= max(kept, getattr(sender, "told", 0)), "the server forgot what it had told"
        kept = offset
    deadline = time.monotonic() + 60
    while not go_on(uploads.sender(content, url=url), deadline):
        assert time.monotonic() < deadline
    assert uploads.content(url).content == content


def send(sender, started):
    """Sends until the server is gone, `started` once nobody else is taken for the writer."""
    while sender.client and not started.is_set():
        probe = requests.patch(sender.url, data=b"", headers=sender.get_headers() | {
            "Upload-Offset": str(sender.offset), "Content-Type": BYTES})
        started.set() if probe.status_code == 204 else time.sleep(0.1)
    sender.told = sender.offset
    try:
        while sender.offset < sender.stop_at:
            sender.upload_chunk()
            sender.told = sender.offset
    except (TusUploadFailed, TusCommunicationError, TypeError):
        pass


def test_a_large_request_is_kept_piece_by_piece(own):
    uploads, _, server = own({"filer.limit": 60_000_000})
    content = text(40_000_000)
    url = uploads.begin(len(content), filename="a.txt")
    connection = break_off(uploads, url, server.port, content, 30_000_000, close=False)
    deadline = time.monotonic() + 30
    while uploads.offset(url) < 20_000_000:
        assert time.monotonic() < deadline, "what came in was not kept while the request went on"
        time.sleep(0.05)
    server.kill()
    connection.close()
    server.start()
    url = server.url + urllib.parse.urlsplit(url).path
    uploads = Uploads(Client(server.url, uploads.client.token))
    assert uploads.offset(url) >= 20_000_000


def test_two_writers_at_once_do_not_mix(uploads):
    for attempt in range(20):
        contents = [bytes([65 + n]) * 600_000 for n in range(2)]
        url = uploads.begin(600_000, filename="a.txt")
        barrier, answers = threading.Barrier(2), [None, None]

        def write(number):
            own = Uploads(Client(uploads.client.url, uploads.client.token))
            barrier.wait()
            answers[number] = own.append(url, contents[number]).status_code

        threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) in ([204, 409], [204, 423]), answers
        assert uploads.content(url).content == contents[answers.index(204)], f"attempt {attempt}"


def test_nobody_else_writes_while_somebody_does(uploads, server):
    content = text(600_000)
    url = uploads.begin(len(content), filename="a.txt")
    connection = break_off(uploads, url, server.port, content, 300_000, close=False)
    deadline = time.monotonic() + 10
    while (answer := uploads.append(url, b"x", headers={"Upload-Offset": "0"})).status_code != 423:
        assert answer.status_code == 204 and time.monotonic() < deadline
        uploads.terminate(url)
        url = uploads.begin(len(content), filename="a.txt")
        connection = break_off(uploads, url, server.port, content, 300_000, close=False)
        time.sleep(0.2)
    assert int(answer.headers["Retry-After"]) >= 1
    connection.sendall(content[300_000:])
    assert connection.recv(100).startswith(b"HTTP/1.1 204")
    assert uploads.content(url).content == content


def test_an_upload_that_is_taken_back_while_it_is_written_stays_gone(uploads, server):
    content = text(600_000)
    url = uploads.begin(len(content), filename="a.txt")
    connection = break_off(uploads, url, server.port, content, 300_000, close=False)
    time.sleep(0.3)
    assert uploads.terminate(url).status_code == 204
    connection.sendall(content[300_000:])
    assert connection.recv(100).split()[1] in (b"410", b"423")
    assert uploads.head(url).status_code == 410


@pytest.mark.skipif(not database.on_postgres, reason="two servers share a database on PostgreSQL only")
def test_an_upload_goes_on_at_another_server(furnish):
    installation = furnish()
    content = text(900_000)
    with Server(installation) as first, Server(installation) as second:
        ways = [Uploads(Client(server.url, installation.administrator)) for server in (first, second)]
        path = urllib.parse.urlsplit(ways[0].begin(len(content), filename="a.txt")).path
        for number in range(9):
            part = content[number * 100_000:(number + 1) * 100_000]
            answer = ways[number % 2].append(path, part, number * 100_000)
            assert answer.status_code == 204
        assert result(answer)
        assert ways[0].content(path).content == ways[1].content(path).content == content
