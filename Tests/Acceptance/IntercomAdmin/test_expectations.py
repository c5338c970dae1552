"""`Expect: 100-continue`: a client that waits before it sends its body."""

import socket

from Support.workbooks import summary


def ask(client, intercom, token, length):
    """Sends the head of an upload alone, and hands back the line."""
    host, _, port = client.url.removeprefix("http://").partition(":")
    line = socket.create_connection((host, int(port)), timeout=10)
    line.sendall(
        f"POST /api/admin/v1/intercoms/{intercom.id}/upload HTTP/1.1\r\nHost: {host}:{port}\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n".encode())
    return line


def answer(line):
    received = b""
    while piece := line.recv(65536):
        received += piece
    return received


def test_a_body_that_is_wanted_is_asked_for(client, intercom):
    file = summary([{"apartment": 1}])
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n' + file + b"\r\n--b--\r\n")
    with ask(client, intercom, client.token.secret, len(body)) as line:
        assert line.recv(1024).startswith(b"HTTP/1.1 100 Continue\r\n")
        line.sendall(body)
        assert answer(line).startswith(b"HTTP/1.1 204 No Content\r\n")


def test_a_body_that_is_refused_by_its_head_is_not_asked_for(client, intercom):
    with ask(client, intercom, "wrong", 1000) as line:
        assert line.recv(1024).startswith(b"HTTP/1.1 401 Unauthorized\r\n")
    with ask(client, intercom, client.token.secret, 300 * 1024 * 1024) as line:
        assert line.recv(1024).startswith(b"HTTP/1.1 413 ")
