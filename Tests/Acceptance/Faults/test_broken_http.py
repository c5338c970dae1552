"""Requests that are broken, slow, or end half-way harm nobody else."""

import concurrent.futures
import contextlib
import socket
import time

import pytest
import requests

from fault_lines import connection, status
from fault_outcomes import assert_unharmed, bounded
from fault_workbooks import summary

MB = 1 << 20
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'


def head(house, length=None, content_type="multipart/form-data; boundary=x", extra=""):
    framing = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    return (
        f"POST /api/admin/v1/intercoms/{house.intercom}/upload HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: Bearer {house.token}\r\nContent-Type: {content_type}\r\n{framing}\r\n{extra}\r\n"
    ).encode()


GARBAGE = {
    "zeroes": bytes(4096),
    "noise": bytes((n * 7919 + 13) % 256 for n in range(65_536)),
    "no version": b"GET /\r\n\r\n",
    "TLS": bytes.fromhex("16030100c8010000c40303") + bytes(200),
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "endless line": b"GET /" + b"a" * (2 * MB),
    "bad header": b"GET / HTTP/1.1\r\nHost: x\r\nno colon at all\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "negative length": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nhello",
    "huge length": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\nhello",
    "bad chunk": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
    "huge chunk": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n",
    "length and chunks": (
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    "odd path": b"GET /%00%ff/../../etc/passwd?%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_is_refused_or_hung_up_on(loaded_house, kind):
    with connection(loaded_house) as sock:
        with contextlib.suppress(ConnectionError):
            sock.sendall(GARBAGE[kind])
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_WR)
        answer = status(sock)
    assert answer is None or 400 <= answer < 500, answer
    assert_unharmed(loaded_house)


def test_a_header_of_a_megabyte_is_refused(loaded_house):
    with bounded(loaded_house, seconds=10, growth=16 * MB), connection(loaded_house) as sock:
        with contextlib.suppress(ConnectionError):
            sock.sendall(head(loaded_house, 0, extra=f"X-Long: {'a' * MB}\r\n"))
        answer = status(sock)
    assert answer is None or 400 <= answer < 500, answer
    assert_unharmed(loaded_house)


def test_a_hundred_thousand_headers_are_refused(loaded_house):
    with connection(loaded_house) as sock:
        with contextlib.suppress(ConnectionError):
            sock.sendall(head(loaded_house, 0, extra="".join(f"X-{n}: {n}\r\n" for n in range(100_000))))
        answer = status(sock)
    assert answer is None or 400 <= answer < 500, answer
    assert_unharmed(loaded_house)


def test_a_length_that_is_too_large_waits_for_nobody(loaded_house):
    """The sender tells more bytes than it has and hangs up: nothing is taken in."""
    body = PART + summary(5, seed=3) + b"\r\n--x--\r\n"
    before = loaded_house.rows("SELECT count(*) FROM import_run")
    with connection(loaded_house) as sock:
        sock.sendall(head(loaded_house, len(body) + 1000) + body)
        sock.shutdown(socket.SHUT_WR)
        answer = status(sock)
    assert answer is None or answer in (201, 400, 422), answer
    if answer != 201:
        assert loaded_house.rows("SELECT count(*) FROM import_run") == before
    assert_unharmed(loaded_house)


def test_a_length_that_is_too_small_is_a_malformed_form(loaded_house):
    body = PART + summary(5, seed=3) + b"\r\n--x--\r\n"
    with connection(loaded_house) as sock:
        sock.sendall(head(loaded_house, len(body) - 200) + body)
        assert status(sock) in (400, 422)
    assert_unharmed(loaded_house)


@pytest.mark.parametrize("abruptly", [False, True])
def test_a_sender_that_vanishes_leaves_no_file(loaded_house, abruptly):
    before = loaded_house.rows("SELECT count(*) FROM import_run")
    for _ in range(10):
        with connection(loaded_house) as sock:
            sock.sendall(head(loaded_house, 50 * MB) + PART + bytes(2 * MB))
            if abruptly:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    until = time.monotonic() + 10
    while loaded_house.incoming():
        assert time.monotonic() < until, f"left behind: {loaded_house.incoming()}"
        time.sleep(0.05)
    assert loaded_house.rows("SELECT count(*) FROM import_run") == before
    assert_unharmed(loaded_house)


def test_slow_senders_hold_nobody_up(loaded_house):
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(connection(loaded_house)) for _ in range(100)]
        for sock in slow[:50]:
            sock.sendall(head(loaded_house)[:40])
        for sock in slow[50:]:
            sock.sendall(head(loaded_house, MB) + PART)
        for _ in range(10):
            for sock in slow:
                sock.sendall(b"a")
            started = time.monotonic()
            assert loaded_house.upload(summary(5, seed=4)).status_code == 201
            assert time.monotonic() - started < 2
    assert_unharmed(loaded_house)


def test_a_slow_upload_succeeds(loaded_house):
    body = PART + summary(5, seed=5) + b"\r\n--x--\r\n"
    with connection(loaded_house) as sock:
        sock.sendall(head(loaded_house))
        for start in range(0, len(body), 250):
            piece = body[start : start + 250]
            sock.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            time.sleep(0.02)
        sock.sendall(b"0\r\n\r\n")
        assert status(sock) == 201


def test_many_uploads_at_once_are_answered_or_asked_to_wait(loaded_house):
    content = summary(500, seed=6)
    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        answers = list(
            pool.map(
                lambda _: requests.post(
                    loaded_house.path("upload"),
                    files={"file": ("a.xlsx", content)},
                    headers=loaded_house.headers(),
                    timeout=60,
                ),
                range(120),
            )
        )
    codes = {answer.status_code for answer in answers}
    assert codes <= {201, 503}, codes
    assert all(answer.headers.get("Retry-After") for answer in answers if answer.status_code == 503)
    assert_unharmed(loaded_house)


def test_what_broken_requests_left_is_swept(loaded_house):
    loaded_house.sweep()
    assert "request failed" not in loaded_house.tail(10 * MB)
