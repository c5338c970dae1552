"""Bare lines to a server, for requests that no client would send."""

import contextlib
import socket
import urllib.parse


@contextlib.contextmanager
def connection(house, timeout=20):
    address = urllib.parse.urlparse(house.url)
    with socket.create_connection((address.hostname, address.port), timeout=timeout) as sock:
        yield sock


def status(sock):
    """The status of what comes back; None where the line is closed without a word."""
    answer = b""
    try:
        while b"\r\n" not in answer and (piece := sock.recv(4096)):
            answer += piece
    except ConnectionError:
        return None
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else None
