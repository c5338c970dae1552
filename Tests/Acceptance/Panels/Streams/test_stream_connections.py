"""The connection of a panel's stream, which leaves the request that opened it."""

import contextlib
import socket
import urllib.parse

import pytest

from Support.panel import Panel, change
from Support.waiting import wait_until


@contextlib.contextmanager
def line(panel, more=b""):
    """A stream byte for byte: the request is sent, and whatever is to follow it in the same packet."""
    place = urllib.parse.urlsplit(panel.url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(
            f"GET /panel/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {panel.token}\r\n\r\n".encode()
            + more)
        yield connection


def read_until(connection, text):
    read = b""
    while text not in read:
        piece = connection.recv(4096)
        assert piece, f"the connection ended: {read}"
        read += piece
    return read


def read_to_the_end(connection):
    read = b""
    while piece := connection.recv(4096):
        read += piece
    return read


def test_a_stream_says_that_its_connection_carries_nothing_else(panel):
    with panel.listen() as stream:
        assert stream.answer.headers["Connection"] == "close"


def test_what_is_sent_on_an_open_stream_is_not_answered_and_does_not_disturb_it(server, house, panel):
    request = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with line(panel, more=request) as connection:
        read_until(connection, b"retry: 1000\n\n")
        connection.sendall(request)
        change(house)
        read = read_until(connection, b"event: credentials_changed")
        assert b"HTTP/1.1" not in read
    assert server.answers


def test_what_is_no_http_ends_the_stream(server, panel):
    with line(panel) as connection:
        read_until(connection, b"retry: 1000\n\n")
        connection.sendall(b"\x00nonsense\r\n" * 100)
        with contextlib.suppress(ConnectionError):
            read_to_the_end(connection)
    assert server.answers


def test_a_head_of_the_stream_opens_none(panel):
    answer = panel.session.head(f"{panel.url}/panel/v1/stream", timeout=5)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
    assert answer.text == ""


@pytest.mark.parametrize("leave", [socket.socket.close, lambda connection: connection.shutdown(socket.SHUT_WR)])
def test_a_panel_that_goes_away_gives_its_place_back_at_once(serve, furnish, leave):
    installation = furnish()
    server = serve(installation, settings={"panel.connections": 1})
    id = installation.intercom()
    panel = Panel(server.url, installation.json("intercom", "token", str(id))["token"], id)
    with line(panel) as connection:
        read_until(connection, b"retry: 1000\n\n")
        assert panel.get("/stream").status_code == 503
        leave(connection)
        wait_until(lambda: has_room(panel), "a place is free again", timeout=10)


def has_room(panel):
    with panel.session.get(f"{panel.url}/panel/v1/stream", stream=True, timeout=5) as answer:
        return answer.status_code == 200


def test_the_fourth_stream_of_a_panel_ends_the_first_as_http_has_it(panel):
    with contextlib.ExitStack() as streams:
        first = streams.enter_context(line(panel))
        read_until(first, b"retry: 1000\n\n")
        others = [streams.enter_context(panel.listen()) for _ in range(3)]
        assert read_to_the_end(first).endswith(b"0\r\n\r\n")
        assert not any(stream.has_ended for stream in others)


def test_streams_of_a_stopping_server_end_as_http_has_it(serve, furnish):
    installation = furnish()
    server = serve(installation)
    id = installation.intercom()
    panel = Panel(server.url, installation.json("intercom", "token", str(id))["token"], id)
    with line(panel) as connection:
        read_until(connection, b"retry: 1000\n\n")
        server.stop()
        assert read_to_the_end(connection).endswith(b"0\r\n\r\n")


def test_streams_need_no_push_surface(serve, furnish):
    installation = furnish()
    server = serve(installation, settings={"surface.push.enabled": "false"})
    id = installation.intercom()
    panel = Panel(server.url, installation.json("intercom", "token", str(id))["token"], id)
    assert panel.session.get(f"{server.url}/api/v1/events", timeout=10).status_code == 404
    with line(panel) as connection:
        read_until(connection, b"retry: 1000\n\n")
        server.stop()
        assert read_to_the_end(connection).endswith(b"0\r\n\r\n")
